/// Reads the rows of some roots in one snapshot and converts them to BSON documents.
@NullMarked
package polystore.transformers.extract;

import org.jspecify.annotations.NullMarked;
