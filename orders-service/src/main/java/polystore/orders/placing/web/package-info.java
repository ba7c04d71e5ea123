/// Placing and quoting over HTTP.
@NullMarked
package polystore.orders.placing.web;

import org.jspecify.annotations.NullMarked;
