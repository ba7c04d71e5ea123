/// The MongoDB of the stack: an existing one, an installed one, a downloaded one, or the stand-in. Only this package
/// knows which.
@NullMarked
package polystore.command.mongodb;

import org.jspecify.annotations.NullMarked;
