/// The story of one run of the local stack: what is started after what, and how it ends.
@NullMarked
package polystore.command.launch;

import org.jspecify.annotations.NullMarked;
