/// Search over HTTP.
@NullMarked
package polystore.catalog.search.web;

import org.jspecify.annotations.NullMarked;
