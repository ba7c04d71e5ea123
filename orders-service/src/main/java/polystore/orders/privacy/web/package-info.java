/// Erasure over HTTP.
@NullMarked
package polystore.orders.privacy.web;

import org.jspecify.annotations.NullMarked;
