/// The one door to all services: who comes in, where to, and how much.
@NullMarked
package polystore.gateway;

import org.jspecify.annotations.NullMarked;
