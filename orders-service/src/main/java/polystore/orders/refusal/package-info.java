/// No, and why: a rule's answer as a value.
@NullMarked
package polystore.orders.refusal;

import org.jspecify.annotations.NullMarked;
