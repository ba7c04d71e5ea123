/// Typed values as BSON, exact or refused.
@NullMarked
package polystore.transformers.value;

import org.jspecify.annotations.NullMarked;
