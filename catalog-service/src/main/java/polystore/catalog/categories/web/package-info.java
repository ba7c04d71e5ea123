/// Categories over HTTP.
@NullMarked
package polystore.catalog.categories.web;

import org.jspecify.annotations.NullMarked;
