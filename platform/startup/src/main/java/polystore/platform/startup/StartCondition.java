package polystore.platform.startup;

/// A bean that consumers of topics wait for: they read nothing before all conditions are met, such as a migrated
/// database.
public interface StartCondition {

    /// Asked again until it is met, by several threads; a server that does not answer is a condition that is not met.
    boolean isMet();
}
