/// What the architecture forbids, done once each, so that every rule is seen to reject something.
@NullMarked
package polystore.gateway.counterexamples;

import org.jspecify.annotations.NullMarked;
