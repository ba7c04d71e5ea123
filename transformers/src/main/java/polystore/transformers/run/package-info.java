/// Recomputes documents, and runs over all roots for the first time.
@NullMarked
package polystore.transformers.run;

import org.jspecify.annotations.NullMarked;
