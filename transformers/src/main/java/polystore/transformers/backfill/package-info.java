/// The document of every root, by ranges of keys whose state is kept in the source.
@NullMarked
package polystore.transformers.backfill;

import org.jspecify.annotations.NullMarked;
