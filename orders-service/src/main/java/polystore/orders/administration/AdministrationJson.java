package polystore.orders.administration;

import java.time.Instant;
import java.util.UUID;
import polystore.orders.stock.StockRow;

/// The JSON of administration, one record per kind of row.
final class AdministrationJson {

    private AdministrationJson() {}

    /// A parked event, without its body.
    ///
    /// @param cause why Kafka refused the event, or that it waits behind another parked event of the same order
    record ParkedEventJson(UUID eventId, UUID orderId, int version, String type, Instant at, String cause) {

        static ParkedEventJson of(ParkedEventRow row) {
            return new ParkedEventJson(row.eventId, row.orderId, row.version, row.type, row.at, row.cause);
        }
    }

    /// @param masterKey id of the master key that wraps this customer's key
    record CustomerKeyJson(String customerId, UUID keyId, String masterKey, Instant createdAt) {

        static CustomerKeyJson of(CustomerKeyRow row) {
            return new CustomerKeyJson(row.customerId, row.keyId, row.masterKey, row.createdAt);
        }
    }

    /// @param rows an estimate, as of the last vacuum or analyze
    /// @param bytes on disk, with indexes
    record OutboxPartitionJson(String name, long rows, long bytes) {

        static OutboxPartitionJson of(OutboxPartitionRow row) {
            return new OutboxPartitionJson(row.name, row.rows, row.bytes);
        }
    }

    record StockRowJson(String sku, long onHand, long reserved, long available, String band, long version) {

        static StockRowJson of(StockRow row) {
            return new StockRowJson(row.sku, row.onHand, row.reserved, row.available, row.band, row.version);
        }
    }
}
