/// Product types: which attributes a product of a kind has, as a JSON Schema.
@NullMarked
package polystore.catalog.types;

import org.jspecify.annotations.NullMarked;
