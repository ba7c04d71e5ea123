/// Carries a request to a service and its answer back, as a stream, and survives what goes wrong on the way.
@NullMarked
package polystore.gateway.proxy;

import org.jspecify.annotations.NullMarked;
