package polystore.platform.startup;

import java.util.List;

/// A bean that checks one part of the configuration before the service accepts requests.
///
/// Each fault is a sentence with the environment variable and the correction.
public interface StartupCheck {

    /// Faults with which the service cannot work, in any profile.
    List<String> faults();

    /// Settings that work but are unsafe, such as a connection without TLS: refused in production only.
    default List<String> unsafe() {
        return List.of();
    }
}
