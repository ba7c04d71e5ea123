/// Tests of the price book, also while its stores are unavailable.
@NullMarked
package polystore.orders.pricebook;

import org.jspecify.annotations.NullMarked;
