/// Decides where a request goes and who may go there; pure, knows nothing of sockets.
@NullMarked
package polystore.gateway.routing;

import org.jspecify.annotations.NullMarked;
