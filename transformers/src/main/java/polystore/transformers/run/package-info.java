/// The one recompute that all modes call, and the first run over all roots.
@NullMarked
package polystore.transformers.run;

import org.jspecify.annotations.NullMarked;
