/// The entry to all services: authenticates and limits every request, and forwards it to the service of its path.
@NullMarked
package polystore.gateway;

import org.jspecify.annotations.NullMarked;
