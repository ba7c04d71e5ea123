/// What every request to the catalog meets: the limit on its body, the identity of its caller, an absent database.
@NullMarked
package polystore.catalog.requests;

import org.jspecify.annotations.NullMarked;
