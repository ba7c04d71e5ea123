package polystore.command.bench;

import com.mongodb.client.model.ReplaceOptions;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import org.bson.BsonArray;
import org.bson.BsonDateTime;
import org.bson.BsonDecimal128;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonString;
import org.bson.types.Decimal128;

/// The way that needs no tool: for each root one query a table and one write. An object-relational mapper would add to
/// its cost.
record OneByOne(TransformStores stores) {

    /// @return how many documents were written
    long write(int most) throws SQLException {
        var upsert = new ReplaceOptions().upsert(true);
        try (var connection = stores.source().getConnection();
                var roots = connection.prepareStatement("select * from root order by id limit " + most);
                var payment = connection.prepareStatement("select * from payment where root_id = ?");
                var lines = connection.prepareStatement("select * from line where root_id = ? order by no");
                var root = roots.executeQuery()) {
            var written = 0L;
            while (root.next()) {
                var document = document(root, payment, lines);
                stores.documents().replaceOne(new BsonDocument("_id", document.get("_id")), document, upsert);
                written++;
            }
            return written;
        }
    }

    private static BsonDocument document(ResultSet root, PreparedStatement payment, PreparedStatement lines)
            throws SQLException {
        var id = root.getLong("id");
        var currency = root.getString("currency");
        var document = new BsonDocument("_id", new BsonInt64(id))
                .append("number", new BsonString(root.getString("number")))
                .append("status", new BsonString(root.getString("status")))
                .append("at", time(root))
                .append("total", money(root, "total", currency))
                .append("note", new BsonString(root.getString("note")));
        payment.setLong(1, id);
        try (var row = payment.executeQuery()) {
            if (row.next()) {
                document.append(
                        "payment",
                        new BsonDocument("reference", new BsonString(row.getString("reference")))
                                .append("amount", decimal(row, "amount"))
                                .append("at", time(row)));
            }
        }
        return document.append("lines", lines(id, lines, currency));
    }

    private static BsonArray lines(long id, PreparedStatement lines, String currency) throws SQLException {
        var array = new BsonArray();
        lines.setLong(1, id);
        try (var row = lines.executeQuery()) {
            while (row.next()) {
                array.add(new BsonDocument("no", new BsonInt32(row.getInt("no")))
                        .append("sku", new BsonString(row.getString("sku")))
                        .append("name", new BsonString(row.getString("name")))
                        .append("quantity", new BsonInt32(row.getInt("quantity")))
                        .append("price", money(row, "price", currency)));
            }
        }
        return array;
    }

    private static BsonDocument money(ResultSet row, String column, String currency) throws SQLException {
        return new BsonDocument("amount", decimal(row, column)).append("currency", new BsonString(currency));
    }

    private static BsonDecimal128 decimal(ResultSet row, String column) throws SQLException {
        return new BsonDecimal128(new Decimal128(row.getBigDecimal(column)));
    }

    private static BsonDateTime time(ResultSet row) throws SQLException {
        return new BsonDateTime(
                row.getObject("at", OffsetDateTime.class).toInstant().toEpochMilli());
    }
}
