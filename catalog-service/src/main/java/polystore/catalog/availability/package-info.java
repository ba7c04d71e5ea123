/// The availability of each SKU, stored beside the products so that selling does not rewrite them.
@NullMarked
package polystore.catalog.availability;

import org.jspecify.annotations.NullMarked;
