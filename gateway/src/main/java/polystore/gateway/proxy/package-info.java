/// Takes a request to a service and streams the response back: upstreams with their connection pool, circuit breakers
/// and bulkheads, the retry and timeout policies, and the gateway's own responses when none of that succeeds.
@NullMarked
package polystore.gateway.proxy;

import org.jspecify.annotations.NullMarked;
