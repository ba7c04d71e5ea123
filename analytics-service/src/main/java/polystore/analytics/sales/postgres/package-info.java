/// Facts of orders and the measures that are their sums.
@NullMarked
package polystore.analytics.sales.postgres;

import org.jspecify.annotations.NullMarked;
