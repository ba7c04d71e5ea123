/// Follows the stock levels that orders-service publishes.
@NullMarked
package polystore.catalog.availability.kafka;

import org.jspecify.annotations.NullMarked;
