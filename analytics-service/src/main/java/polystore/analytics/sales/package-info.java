/// Measures of orders placed, paid, cancelled and returned.
@NullMarked
package polystore.analytics.sales;

import org.jspecify.annotations.NullMarked;
