/// Whether a target holds what its source says, and what to write where it does not.
@NullMarked
package polystore.transformers.verify;

import org.jspecify.annotations.NullMarked;
