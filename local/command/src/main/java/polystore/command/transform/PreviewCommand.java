package polystore.command.transform;

import java.sql.SQLException;
import java.util.List;
import org.bson.BsonDocument;
import org.bson.json.JsonMode;
import org.bson.json.JsonWriterSettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import polystore.transformers.extract.Extracted;
import polystore.transformers.extract.RootKey;
import polystore.transformers.extract.RootReader;
import polystore.transformers.plan.Plan;

@Command(name = "preview", description = "Print one document as extended JSON, without writing it.")
final class PreviewCommand extends MappingCommand {

    private static final JsonWriterSettings RELAXED = JsonWriterSettings.builder()
            .outputMode(JsonMode.RELAXED)
            .indent(true)
            .build();

    @Option(
            names = "--key",
            required = true,
            description = "Key of the root; the parts of a composite key are separated by commas.")
    private @Nullable String key;

    @Override
    public Integer call() throws SQLException {
        var plan = choice.plan();
        try (var connection = choice.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            return show(
                    new RootReader(plan).read(connection, List.of(key(plan))).getFirst());
        }
    }

    private RootKey key(Plan plan) {
        var text = String.valueOf(key);
        var parts = plan.key().size() == 1 ? List.of(text) : List.of(text.split(",", -1));
        if (parts.size() != plan.key().size()) {
            throw new IllegalArgumentException("The key must have " + plan.key().size() + " parts ("
                    + String.join(
                            ", ", plan.key().stream().map(Plan.KeyColumn::name).toList())
                    + "), but " + text + " has " + parts.size());
        }
        return new RootKey(parts);
    }

    private int show(Extracted extracted) {
        return switch (extracted) {
            case Extracted.Present it -> {
                var document = new BsonDocument("_id", it.id());
                document.putAll(it.body());
                System.out.println(document.toJson(RELAXED));
                yield 0;
            }
            case Extracted.Absent it -> {
                System.err.println("There is no root with the key " + it.key());
                yield 1;
            }
            case Extracted.Refused it -> {
                System.err.println("The root " + it.key() + " cannot be converted to a document: " + it.cause());
                yield 1;
            }
        };
    }
}
