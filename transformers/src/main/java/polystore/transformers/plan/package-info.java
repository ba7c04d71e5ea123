/// Plans the queries and fields of a mapping by the catalog, or finds its faults.
@NullMarked
package polystore.transformers.plan;

import org.jspecify.annotations.NullMarked;
