/// Creates, changes and deletes products: the rules that a product must keep, and the HTTP calls for staff.
@NullMarked
package polystore.catalog.editing;

import org.jspecify.annotations.NullMarked;
