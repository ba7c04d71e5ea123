/// The OpenAPI document of all services, and a page that shows it.
@NullMarked
package polystore.gateway.documentation;

import org.jspecify.annotations.NullMarked;
