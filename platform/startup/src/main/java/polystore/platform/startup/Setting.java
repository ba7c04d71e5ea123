package polystore.platform.startup;

import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/// A setting and the rule that its value must keep.
///
/// @param component a property that a service has when it has what the setting is of
/// @param property whose value is looked at
/// @param variable the environment variable that sets it, for people
record Setting(String component, String property, String variable, Rule rule) {

    /// What a value must be like.
    interface Rule {

        /// What is wrong, as the end of a sentence that begins with the variable; empty when nothing is.
        ///
        /// @param value empty when nothing is set
        Optional<String> fault(String value);
    }

    Optional<String> fault(Config config) {
        return config.getConfigValue(component).getSourceName() == null
                ? Optional.empty()
                : rule.fault(value(config)).map(fault -> variable + " " + fault);
    }

    private String value(Config config) {
        return config.getOptionalValue(property, String.class).orElse("");
    }
}
