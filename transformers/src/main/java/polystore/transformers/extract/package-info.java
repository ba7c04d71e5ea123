/// Rows of some roots, read in one snapshot, become BSON documents.
@NullMarked
package polystore.transformers.extract;

import org.jspecify.annotations.NullMarked;
