/// What can be ordered and at what price, as the catalog last published it.
@NullMarked
package polystore.orders.pricebook;

import org.jspecify.annotations.NullMarked;
