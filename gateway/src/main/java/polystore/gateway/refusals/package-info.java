/// How the gateway itself says no: problem+json, without breaking the connection's framing.
@NullMarked
package polystore.gateway.refusals;

import org.jspecify.annotations.NullMarked;
