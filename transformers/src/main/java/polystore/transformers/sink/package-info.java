/// Stores documents so that the newest snapshot wins, in whatever order writes arrive.
@NullMarked
package polystore.transformers.sink;

import org.jspecify.annotations.NullMarked;
