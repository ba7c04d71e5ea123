/// Storing, listing and writing entries that staff identify by a code: categories and product types.
@NullMarked
package polystore.catalog.codes;

import org.jspecify.annotations.NullMarked;
