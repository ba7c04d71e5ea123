/// Products over HTTP.
@NullMarked
package polystore.catalog.products.web;

import org.jspecify.annotations.NullMarked;
