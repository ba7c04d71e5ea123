/// What is checked before the first request: that a production start has real secrets.
@NullMarked
package polystore.orders.startup;

import org.jspecify.annotations.NullMarked;
