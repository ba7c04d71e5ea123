/// Explains every statement of the service on large tables with the statistics of production, and stores the plans.
@NullMarked
package polystore.orders.plans;

import org.jspecify.annotations.NullMarked;
