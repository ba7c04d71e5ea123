/// Product types: the attributes of their products, as a JSON Schema.
@NullMarked
package polystore.catalog.types;

import org.jspecify.annotations.NullMarked;
