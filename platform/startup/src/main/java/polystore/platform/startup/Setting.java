package polystore.platform.startup;

import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/// A setting and the rule for its value.
///
/// @param component a property that a service has when it uses the component of this setting
/// @param property whose value is checked
/// @param variable the environment variable that sets the property, named in messages
record Setting(String component, String property, String variable, Rule rule) {

    /// A rule for a value.
    interface Rule {

        /// The fault, as the end of a sentence that begins with the variable; empty for a correct value.
        ///
        /// @param value empty when the property is not set
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
