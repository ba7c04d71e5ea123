/// Refusals: requests that are well formed and that a rule turns down.
@NullMarked
package polystore.orders.refusal;

import org.jspecify.annotations.NullMarked;
