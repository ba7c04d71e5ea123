/// Categories: the tree that shoppers browse.
@NullMarked
package polystore.catalog.categories;

import org.jspecify.annotations.NullMarked;
