package polystore.catalog.products;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.WriteModel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.bson.BsonDocument;
import org.bson.BsonInt64;
import org.bson.BsonString;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.codecs.DocumentCodec;
import org.jboss.logging.Logger;
import polystore.catalog.products.MongoProducts.Save;
import polystore.catalog.products.MongoProducts.Saving;

/// One unordered bulk write with the result of each write.
///
/// Documents are encoded one by one before, because a document that cannot be encoded would otherwise fail the
/// whole bulk write.
final class MongoBulkSave {

    private static final Logger LOG = Logger.getLogger(MongoBulkSave.class);

    private final MongoCollection<RawBsonDocument> products;
    private final List<WriteModel<RawBsonDocument>> writes = new ArrayList<>();
    /// The position of each write's product among those to save.
    private final List<Integer> positions = new ArrayList<>();

    MongoBulkSave(MongoCollection<RawBsonDocument> products) {
        this.products = products;
    }

    List<Saving> run(List<Save> saves) {
        var outcomes = new ArrayList<>(Collections.nCopies(saves.size(), Saving.DONE));
        for (int i = 0; i < saves.size(); i++) {
            try {
                writes.add(write(saves.get(i)));
                positions.add(i);
            } catch (RuntimeException e) {
                LOG.errorf(
                        e,
                        "Product %s cannot be encoded",
                        saves.get(i).product().id());
                outcomes.set(i, Saving.BROKEN);
            }
        }
        if (!writes.isEmpty()) {
            send(outcomes);
        }
        return outcomes;
    }

    private void send(List<Saving> outcomes) {
        try {
            products.bulkWrite(writes, new BulkWriteOptions().ordered(false));
        } catch (MongoBulkWriteException e) {
            if (e.getWriteConcernError() != null) {
                throw e;
            }
            e.getWriteErrors().forEach(error -> outcomes.set(positions.get(error.getIndex()), outcome(error)));
        }
    }

    private static Saving outcome(BulkWriteError error) {
        if (ErrorCategory.fromErrorCode(error.getCode()) == ErrorCategory.DUPLICATE_KEY) {
            return Saving.CONFLICT;
        }
        LOG.errorf("MongoDB refused a product: %s", error.getMessage());
        return Saving.BROKEN;
    }

    /// A replacement is an upsert, so that a changed version causes a duplicate `_id`, which is reported with its
    /// position; a plain replacement would only reduce the total count.
    private static WriteModel<RawBsonDocument> write(Save save) {
        var document = encoded(ProductDocument.write(save.product(), save.type()));
        if (save.product().version() == 1) {
            return new InsertOneModel<>(document);
        }
        var versionBefore = new BsonDocument(
                        "_id", new BsonString(save.product().id()))
                .append("version", new BsonInt64(save.product().version() - 1));
        return new ReplaceOneModel<>(versionBefore, document, new ReplaceOptions().upsert(true));
    }

    private static RawBsonDocument encoded(Document document) {
        return new RawBsonDocument(document, new DocumentCodec());
    }
}
