/// The folder of the local stack (data, secrets, logs, pid files) and its ports.
@NullMarked
package polystore.command.home;

import org.jspecify.annotations.NullMarked;
