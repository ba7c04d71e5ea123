/// The model of a mapping: which rows become which fields, and what is to happen where a value is missing.
@NullMarked
package polystore.transformers.shape;

import org.jspecify.annotations.NullMarked;
