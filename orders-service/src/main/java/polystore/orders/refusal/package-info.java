/// Refusals of well-formed requests by business rules.
@NullMarked
package polystore.orders.refusal;

import org.jspecify.annotations.NullMarked;
