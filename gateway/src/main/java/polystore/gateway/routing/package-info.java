/// Decides where a request goes: its normalised path, the route, the caller and whether that caller may use the route,
/// and whether the caller's rate limit has room. Nothing here reads from or writes to the client or a service.
@NullMarked
package polystore.gateway.routing;

import org.jspecify.annotations.NullMarked;
