package polystore.analytics.rebuild;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;
import polystore.analytics.documents.OrderDocumentTree;
import polystore.contracts.ContractJson;
import polystore.contracts.orders.OrderDocument;

/// Reads all order documents in the order of their ids, which is about that of placing. Each page is a query of its
/// own, because a cursor would end when the tables take long to fill.
final class MongoDocuments implements AutoCloseable {

    private static final int PAGE = 500;
    private static final String ID = "_id";

    private final MongoClient client;
    private final MongoCollection<BsonDocument> orders;

    MongoDocuments(String uri, String database) {
        this.client = MongoClients.create(uri);
        this.orders = client.getDatabase(database).getCollection("orders", BsonDocument.class);
    }

    void forEachPage(Consumer<List<OrderDocument>> action) {
        var page = after(null);
        while (!page.isEmpty()) {
            action.accept(page.stream().map(MongoDocuments::document).toList());
            page = after(page.getLast().get(ID));
        }
    }

    @Override
    public void close() {
        client.close();
    }

    private List<BsonDocument> after(@Nullable BsonValue last) {
        return orders.find(last == null ? new BsonDocument() : Filters.gt(ID, last))
                .sort(Sorts.ascending(ID))
                .limit(PAGE)
                .into(new ArrayList<>());
    }

    private static OrderDocument document(BsonDocument stored) {
        return ContractJson.decode(ContractJson.encode(OrderDocumentTree.of(stored)), OrderDocument.class);
    }
}
