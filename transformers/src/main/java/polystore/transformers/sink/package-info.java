/// Keeps documents in MongoDB so that the newest snapshot wins, in whatever order the writes arrive.
@NullMarked
package polystore.transformers.sink;

import org.jspecify.annotations.NullMarked;
