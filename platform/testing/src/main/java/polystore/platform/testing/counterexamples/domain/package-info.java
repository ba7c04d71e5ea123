/// Counterexamples that the architecture rules must reject.
@NullMarked
package polystore.platform.testing.counterexamples.domain;

import org.jspecify.annotations.NullMarked;
