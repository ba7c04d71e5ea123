/// What a relational schema consists of: tables, columns with their types, keys, references, indexes.
@NullMarked
package polystore.transformers.catalog;

import org.jspecify.annotations.NullMarked;
