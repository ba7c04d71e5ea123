/// One violation of each architecture rule, so that tests show that the rule can fail.
@NullMarked
package polystore.gateway.counterexamples;

import org.jspecify.annotations.NullMarked;
