package polystore.platform.startup;

import java.util.List;

/// A bean that looks at one part of the configuration before the service takes requests.
///
/// Each fault is a sentence that names the environment variable and what to set it to.
public interface StartupCheck {

    /// What the service cannot work with, in any profile.
    List<String> faults();

    /// What works and is not safe, such as a connection without TLS: production refuses it, other profiles do not.
    default List<String> unsafe() {
        return List.of();
    }
}
