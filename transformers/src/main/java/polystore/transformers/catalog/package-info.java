/// The model of a relational schema: tables, columns with their types, keys, foreign keys, indexes.
@NullMarked
package polystore.transformers.catalog;

import org.jspecify.annotations.NullMarked;
