package polystore.transformers.simulation;

import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import polystore.transformers.sink.DocumentWrite;

/// The document of a root of [Rows]; it tells its snapshot, for judging only.
final class RowsToDocument {

    private RowsToDocument() {}

    static DocumentWrite write(Rows.Snapshot snapshot, int root, long ticket) {
        var id = new BsonInt32(root);
        var text = snapshot.document(root);
        return text == null
                ? new DocumentWrite.Remove(id, ticket)
                : new DocumentWrite.Put(
                        id,
                        ticket,
                        1,
                        new BsonDocument("text", new BsonString(text))
                                .append("snapshot", new BsonInt32(snapshot.number())));
    }

    static String textOf(DocumentWrite.Put document) {
        return document.body().getString("text").getValue();
    }

    static int snapshotOf(DocumentWrite.Put document) {
        return document.body().getInt32("snapshot").getValue();
    }
}
