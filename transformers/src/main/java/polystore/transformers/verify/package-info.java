/// Verifies that a target matches its source, and repairs differences.
@NullMarked
package polystore.transformers.verify;

import org.jspecify.annotations.NullMarked;
