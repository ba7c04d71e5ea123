package polystore.analytics.documents;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.bson.BsonDocument;
import org.bson.BsonInt64;
import org.bson.BsonString;
import polystore.platform.messaging.OffsetStore;
import polystore.platform.messaging.StartOffset;

/// The next offset to read in the documents' topic, stored here and not in Kafka, so that an emptied database is
/// filled again.
@ApplicationScoped
class MongoOffsets implements OffsetStore {

    private static final ReplaceOptions UPSERT = new ReplaceOptions().upsert(true);

    private final MongoCollection<BsonDocument> positions;

    public MongoOffsets(MongoAnalyticsDatabase database) {
        positions = database.collection("consumerPositions");
    }

    @Override
    public Map<TopicPartition, StoredOffset> claim(Collection<TopicPartition> partitions) {
        var known = new HashMap<TopicPartition, StoredOffset>();
        for (var partition : partitions) {
            var position =
                    positions.find(new BsonDocument("_id", id(partition))).first();
            if (position != null) {
                var topicId = position.getString("topicId", new BsonString("")).getValue();
                known.put(
                        partition,
                        new StoredOffset(position.getInt64("next").getValue(), topicId.isEmpty() ? null : topicId));
            }
        }
        return known;
    }

    /// A partition that was never read is stored with its first batch: an earlier write would create the
    /// collection in a database that is not migrated yet.
    @Override
    public void start(Map<TopicPartition, StartOffset> starts) {
        var next = new HashMap<TopicPartition, StoredOffset>();
        starts.forEach((partition, start) -> {
            if (start.gap() != null) {
                next.put(partition, new StoredOffset(start.next(), start.topicId()));
            }
        });
        if (!next.isEmpty()) {
            store(next);
        }
    }

    @Override
    public void store(Map<TopicPartition, StoredOffset> next) {
        positions.bulkWrite(next.entrySet().stream()
                .map(it -> new ReplaceOneModel<>(
                        new BsonDocument("_id", id(it.getKey())), document(it.getKey(), it.getValue()), UPSERT))
                .toList());
    }

    private static BsonDocument document(TopicPartition partition, StoredOffset offset) {
        var document = new BsonDocument("_id", id(partition)).append("next", new BsonInt64(offset.next()));
        if (offset.topicId() != null) {
            document.append("topicId", new BsonString(offset.topicId()));
        }
        return document;
    }

    private static BsonString id(TopicPartition partition) {
        return new BsonString(partition.toString());
    }
}
