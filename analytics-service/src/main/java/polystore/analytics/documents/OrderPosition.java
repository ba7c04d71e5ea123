package polystore.analytics.documents;

import java.math.BigDecimal;
import java.util.UUID;
import org.bson.BsonDateTime;
import org.bson.BsonDecimal128;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.bson.types.Decimal128;

/// The position of a document in a list: the value by which the list is sorted, then the id.
record OrderPosition(BsonValue value, UUID id) {

    static OrderPosition of(BsonDocument order, OrderSort sort) {
        var value =
                sort.byAmount() ? order.getDocument("total").getDecimal128("amount") : order.getDateTime(sort.path());
        return new OrderPosition(value, order.getBinary("_id").asUuid());
    }

    /// Reads what [#text] wrote.
    static OrderPosition of(String text, OrderSort sort) {
        var parts = text.split(" ", 2);
        var value = sort.byAmount()
                ? new BsonDecimal128(new Decimal128(new BigDecimal(parts[0])))
                : new BsonDateTime(Long.parseLong(parts[0]));
        return new OrderPosition(value, UUID.fromString(parts[1]));
    }

    String text() {
        var sorted = value instanceof BsonDateTime time
                ? String.valueOf(time.getValue())
                : value.asDecimal128().getValue().bigDecimalValue().toPlainString();
        return sorted + " " + id;
    }
}
