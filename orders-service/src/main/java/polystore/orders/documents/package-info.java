/// Order documents: each recomputed whole from one snapshot of its rows, whenever an event touches it.
@NullMarked
package polystore.orders.documents;

import org.jspecify.annotations.NullMarked;
