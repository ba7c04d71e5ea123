/// The model of a mapping: tables, fields, and the treatment of missing values.
@NullMarked
package polystore.transformers.shape;

import org.jspecify.annotations.NullMarked;
