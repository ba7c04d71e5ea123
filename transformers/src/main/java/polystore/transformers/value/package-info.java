/// Encodes typed values as BSON, exactly or not at all.
@NullMarked
package polystore.transformers.value;

import org.jspecify.annotations.NullMarked;
