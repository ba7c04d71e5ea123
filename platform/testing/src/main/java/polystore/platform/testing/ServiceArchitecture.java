package polystore.platform.testing;

import org.junit.jupiter.api.Test;

/// The rules that every service keeps: each holds for the service, and rejects the counterexample made for it.
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
    void everyCallSaysWhoMay() {
        suite.check(ArchitectureRules.CALLS_SAY_WHO_MAY, "OpenResource");
    }

    @Test
    void whatOnePackageUsesIsNotPublic() {
        suite.checkThatPublicTypesAreUsedByOtherPackages(publicTypes());
    }

    @Test
    void everyTestIsRun() {
        suite.checkThatTestsAreRun();
    }
}
