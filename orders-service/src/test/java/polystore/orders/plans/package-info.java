/// Explains every statement of the service on a large table with production's statistics, and keeps the plans
/// readable.
@NullMarked
package polystore.orders.plans;

import org.jspecify.annotations.NullMarked;
