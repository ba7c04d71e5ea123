package polystore.platform.testing;

import org.junit.jupiter.api.Test;

/// The rules for every service: each must hold for the service and reject its counterexample.
///
/// A service extends this class and names its exceptions.
public abstract class ServiceArchitecture {

    private static final String[] NONE = {};

    protected final ArchitectureSuite suite;

    /// @param root package of the service, such as `polystore.orders`
    protected ServiceArchitecture(String root) {
        this.suite = new ArchitectureSuite(root);
    }

    /// Endings of further class names that may see HTTP.
    protected String[] webClasses() {
        return NONE;
    }

    /// Endings of further class names that may send and receive records.
    protected String[] kafkaClasses() {
        return NONE;
    }

    /// Public types that no other package of the service names: see [PublicTypes].
    protected String[] publicTypes() {
        return NONE;
    }

    @Test
    void featuresHaveNoCycles() {
        suite.checkThatFeaturesHaveNoCycles();
    }

    @Test
    void featuresAreFlat() {
        suite.checkThatFeaturesAreFlat();
    }

    @Test
    void onlyPostgresClassesRunSql() {
        suite.check(ArchitectureRules.jdbcOnlyIn(), "RunsSql");
    }

    @Test
    void onlyMongoClassesCallTheDriver() {
        suite.check(ArchitectureRules.mongoDriverOnlyIn(), "CallsMongo");
    }

    @Test
    void onlyKafkaClassesSendAndReceive() {
        suite.check(ArchitectureRules.kafkaOnlyIn(kafkaClasses()), "Sends");
    }

    @Test
    void onlyWebClassesSeeHttp() {
        suite.check(ArchitectureRules.httpOnlyIn(webClasses()), "Answers");
    }

    @Test
    void everyCallNamesThePermittedRoles() {
        suite.check(ArchitectureRules.CALLS_NAME_PERMITTED_ROLES, "OpenResource");
    }

    @Test
    void typesOfOnePackageAreNotPublic() {
        suite.checkThatPublicTypesAreUsedByOtherPackages(publicTypes());
    }

    @Test
    void everyTestIsRun() {
        suite.checkThatTestsAreRun();
    }
}
