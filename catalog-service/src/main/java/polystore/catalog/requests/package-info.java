/// What applies to every request: the limit on its body, the identity of its caller, the answer when MongoDB is absent.
@NullMarked
package polystore.catalog.requests;

import org.jspecify.annotations.NullMarked;
