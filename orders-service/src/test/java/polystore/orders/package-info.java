/// The service as a whole over HTTP, and what its tests stand on.
@NullMarked
package polystore.orders;

import org.jspecify.annotations.NullMarked;
