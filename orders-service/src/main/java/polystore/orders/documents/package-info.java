/// Order documents, each computed completely from one snapshot of its rows for every event of the order.
@NullMarked
package polystore.orders.documents;

import org.jspecify.annotations.NullMarked;
