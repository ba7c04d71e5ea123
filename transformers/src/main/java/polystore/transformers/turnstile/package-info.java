/// Reads rows in numbered snapshots, so that a document computed from a higher number is never older.
@NullMarked
package polystore.transformers.turnstile;

import org.jspecify.annotations.NullMarked;
