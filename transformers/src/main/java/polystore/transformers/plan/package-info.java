/// From a mapping and a catalog to the queries and the fields of its documents, or to what is wrong with it.
@NullMarked
package polystore.transformers.plan;

import org.jspecify.annotations.NullMarked;
