/// Counterexamples that the architecture rules must reject.
@NullMarked
package polystore.platform.testing.counterexamples.web;

import org.jspecify.annotations.NullMarked;
