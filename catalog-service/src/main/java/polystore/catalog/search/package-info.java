/// Finding products by words, filters and facets.
@NullMarked
package polystore.catalog.search;

import org.jspecify.annotations.NullMarked;
