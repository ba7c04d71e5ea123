/// Orders over HTTP: placing, reading, moving on.
@NullMarked
package polystore.orders.order.web;

import org.jspecify.annotations.NullMarked;
