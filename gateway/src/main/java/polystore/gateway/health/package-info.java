/// Whether the gateway can serve, and which services it reaches.
@NullMarked
package polystore.gateway.health;

import org.jspecify.annotations.NullMarked;
