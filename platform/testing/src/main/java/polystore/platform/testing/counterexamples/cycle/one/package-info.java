/// Counterexamples that the architecture rules must reject.
@NullMarked
package polystore.platform.testing.counterexamples.cycle.one;

import org.jspecify.annotations.NullMarked;
