/// What a service refuses to start with: all faults of its configuration in one message.
@NullMarked
package polystore.platform.startup;

import org.jspecify.annotations.NullMarked;
