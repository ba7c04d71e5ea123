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

/// Up to where the documents' topic is in the database: kept here and not in Kafka, so that an emptied database fills
/// again by itself.
@ApplicationScoped
public class MongoPositions {

    private static final ReplaceOptions UPSERT = new ReplaceOptions().upsert(true);

    private final MongoCollection<BsonDocument> positions;

    public MongoPositions(AnalyticsDatabase database) {
        positions = database.collection("consumerPositions");
    }

    public Map<TopicPartition, Long> of(Collection<TopicPartition> partitions) {
        var known = new HashMap<TopicPartition, Long>();
        for (var partition : partitions) {
            var position =
                    positions.find(new BsonDocument("_id", id(partition))).first();
            if (position != null) {
                known.put(partition, position.getInt64("next").getValue());
            }
        }
        return known;
    }

    public void keep(Map<TopicPartition, Long> next) {
        positions.bulkWrite(next.entrySet().stream()
                .map(it -> new ReplaceOneModel<>(
                        new BsonDocument("_id", id(it.getKey())),
                        new BsonDocument("_id", id(it.getKey())).append("next", new BsonInt64(it.getValue())),
                        UPSERT))
                .toList());
    }

    private static BsonString id(TopicPartition partition) {
        return new BsonString(partition.toString());
    }
}
