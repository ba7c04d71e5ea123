/// How big a request may be and how many may come.
@NullMarked
package polystore.gateway.limits;

import org.jspecify.annotations.NullMarked;
