/// Tells who is calling, from a verified token or the lack of one.
@NullMarked
package polystore.gateway.identity;

import org.jspecify.annotations.NullMarked;
