package polystore.catalog;

import polystore.platform.testing.ServiceArchitecture;

class ArchitectureTest extends ServiceArchitecture {

    ArchitectureTest() {
        super("polystore.catalog");
    }

    @Override
    protected String[] webClasses() {
        return new String[] {"BoundedReading", "SearchParameters"};
    }

    @Override
    protected String[] kafkaClasses() {
        return new String[] {"Sender"};
    }

    @Override
    protected String[] publicTypes() {
        return new String[] {"BodyLimit", "ProductView"};
    }
}
