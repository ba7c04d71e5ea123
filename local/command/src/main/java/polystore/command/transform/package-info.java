/// The command `transform`; the engine is in the module transformers.
@NullMarked
package polystore.command.transform;

import org.jspecify.annotations.NullMarked;
