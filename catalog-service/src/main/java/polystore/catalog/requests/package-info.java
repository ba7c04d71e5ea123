/// Applied to every request: the limit of its body, the identity of its caller, the response when MongoDB is
/// unavailable.
@NullMarked
package polystore.catalog.requests;

import org.jspecify.annotations.NullMarked;
