/// Classes that break a rule each, so that the rules can be shown to reject them.
@NullMarked
package polystore.command.counterexamples;

import org.jspecify.annotations.NullMarked;
