/// The audit over HTTP.
@NullMarked
package polystore.orders.invariants.web;

import org.jspecify.annotations.NullMarked;
