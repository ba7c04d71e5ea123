/// The OpenAPI document of all services.
@NullMarked
package polystore.gateway.documentation;

import org.jspecify.annotations.NullMarked;
