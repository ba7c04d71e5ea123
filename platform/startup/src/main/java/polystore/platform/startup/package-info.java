/// Checks the configuration of a service at its start and reports all faults in one message.
@NullMarked
package polystore.platform.startup;

import org.jspecify.annotations.NullMarked;
