/// Product types over HTTP.
@NullMarked
package polystore.catalog.types.web;

import org.jspecify.annotations.NullMarked;
