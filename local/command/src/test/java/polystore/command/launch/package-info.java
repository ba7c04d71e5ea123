/// Tests of polystore.command.launch.
@NullMarked
package polystore.command.launch;

import org.jspecify.annotations.NullMarked;
