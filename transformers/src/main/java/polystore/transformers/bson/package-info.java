/// Typed values as BSON, exact or refused.
@NullMarked
package polystore.transformers.bson;

import org.jspecify.annotations.NullMarked;
