package polystore.analytics;

import polystore.platform.testing.ServiceArchitecture;

class ArchitectureTest extends ServiceArchitecture {

    ArchitectureTest() {
        super("polystore.analytics");
    }

    @Override
    protected String[] webClasses() {
        return new String[] {"RowFormats", "ReportParameters"};
    }

    /// Declared for ServiceLoader.
    @Override
    protected String[] publicTypes() {
        return new String[] {"MeasuresStep"};
    }
}
