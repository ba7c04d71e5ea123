package polystore.command.transform;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClients;
import com.mongodb.client.model.Filters;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import polystore.command.transform.SchemaSource.Answer;

/// A mapping with buckets, by the commands.
class BucketsCommandIT {

    @TempDir
    Path folder;

    private SchemaSource source;

    @BeforeEach
    void load() throws Exception {
        source = SchemaSource.load("films");
        Files.writeString(folder.resolve("mapping.yaml"), """
                mapping: stores
                root: store
                fields: { films: { many: inventory.store_id, limit: { max: 2, then: bucket, total: filmCount } } }
                """);
    }

    @Test
    void bucketsAreWrittenVerifiedAndRepaired() throws Exception {
        assertThat(transform("run", source.target()).exitCode()).isZero();
        assertThat(transform("verify", source.target()).output()).endsWith(" documents, 0 differences\n");

        try (var client = MongoClients.create(source.target())) {
            var buckets = client.getDatabase(
                            source.target().substring(source.target().lastIndexOf('/') + 1))
                    .getCollection("stores.buckets");
            var some = buckets.countDocuments();
            assertThat(some).isPositive();
            buckets.deleteOne(Filters.eq("_id.n", 1));

            assertThat(transform("verify", source.target()).exitCode()).isEqualTo(1);
            assertThat(transform("repair", source.target()).output()).endsWith(" 1 differences, 1 repaired\n");
            assertThat(buckets.countDocuments()).isEqualTo(some);
        }
        assertThat(transform("verify", source.target()).exitCode()).isZero();
    }

    @Test
    void inAFileTheyFollowTheirDocument() throws Exception {
        var file = folder.resolve("stores.ndjson");

        assertThat(transform("run", file.toString()).exitCode()).isZero();

        var lines = Files.readAllLines(file);
        assertThat(lines.getFirst()).contains("\"filmCount\"");
        assertThat(lines.get(1)).startsWith("{\"_id\": {\"root\": ").contains("\"field\": \"films\", \"n\": ");
    }

    @Test
    void aTopicHasNoPlaceForThem() throws Exception {
        var refused = transform("run", "kafka://127.0.0.1:1/stores");

        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.errors()).contains("A topic has no place for buckets: write then: fail, trim or reference");
    }

    private Answer transform(String command, String target) throws Exception {
        var arguments = new ArrayList<>(
                List.of(command, "-f", folder.resolve("mapping.yaml").toString(), "--target", target));
        arguments.addAll(List.of("--source", source.database().jdbcUrl()));
        return source.polystore(folder, arguments);
    }
}
