package polystore.command.mongodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoCommandException;
import com.mongodb.ServerAddress;
import java.util.ArrayList;
import java.util.List;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.Document;
import org.junit.jupiter.api.Test;

class ReplicaSetTest {
    private final Server server = new Server();

    /// Answers as a `mongod` whose set was initiated at port 27017: primary only at the address that its configuration
    /// names.
    private static final class Server implements ReplicaSet.Admin {
        private final List<Document> reconfigured = new ArrayList<>();
        private String listensAt = "";
        private Document configuration = new Document("_id", "polystore")
                .append("version", 3)
                .append(
                        "members",
                        List.of(new Document("_id", 0)
                                .append("host", "127.0.0.1:27017")
                                .append("votes", 1)));

        @Override
        public Document run(Document command) {
            return switch (command.keySet().iterator().next()) {
                case "replSetInitiate" ->
                    throw new MongoCommandException(new BsonDocument("code", new BsonInt32(23)), new ServerAddress());
                case "hello" -> new Document("isWritablePrimary", host().equals(listensAt));
                case "replSetGetConfig" -> new Document("config", configuration);
                case "replSetReconfig" -> {
                    reconfigured.add(command);
                    configuration = command.get("replSetReconfig", Document.class);
                    yield new Document("ok", 1);
                }
                default -> throw new IllegalArgumentException(command.toJson());
            };
        }

        private String host() {
            return configuration.getList("members", Document.class).getFirst().getString("host");
        }
    }

    @Test
    void aSetIsReconfiguredWhenItsPortHasChanged() {
        server.listensAt = "127.0.0.1:28017";
        var set = new ReplicaSet(server, server.listensAt);

        assertThat(set.ready()).isFalse();
        assertThat(set.ready()).isTrue();

        assertThat(server.reconfigured).singleElement().satisfies(command -> {
            assertThat(command.getBoolean("force")).isTrue();
            assertThat(server.configuration.getInteger("version")).isEqualTo(4);
            assertThat(server.configuration.getList("members", Document.class))
                    .containsExactly(new Document("_id", 0)
                            .append("host", "127.0.0.1:28017")
                            .append("votes", 1));
        });
    }

    @Test
    void atTheSamePortNothingIsReconfigured() {
        server.listensAt = "127.0.0.1:27017";

        assertThat(new ReplicaSet(server, server.listensAt).ready()).isTrue();
        assertThat(server.reconfigured).isEmpty();
    }
}
