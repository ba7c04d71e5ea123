/// The names of categories, as the catalog publishes them.
@NullMarked
package polystore.analytics.categories;

import org.jspecify.annotations.NullMarked;
