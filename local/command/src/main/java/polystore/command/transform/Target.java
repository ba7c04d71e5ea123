package polystore.command.transform;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import polystore.command.home.Variable;
import polystore.transformers.shape.Mapping;
import polystore.transformers.sink.DocumentSink;
import polystore.transformers.sink.NdjsonSink;
import polystore.transformers.verify.MongoStoredDocuments;
import polystore.transformers.verify.StoredIds;

/// The options of the database or file that documents are written to.
final class Target {

    @Option(
            names = "--target",
            paramLabel = "URL",
            description =
                    "mongodb://host/database, kafka://host:9092/topic, or a path ending in .ndjson; by default the"
                            + " target of the mapping.")
    private @Nullable String url;

    @Option(
            names = "--target-password-file",
            paramLabel = "FILE",
            description = "File with the password of the target; by default MONGODB_PASSWORD.")
    private @Nullable Path passwordFile;

    String url(@Nullable String ofFile) {
        var chosen = url != null ? url : ofFile;
        if (chosen == null) {
            throw new IllegalArgumentException(
                    "The target is missing: add target: to the mapping, or --target mongodb://host/database");
        }
        if (!chosen.startsWith("mongodb")
                && !KafkaTarget.isNamedBy(chosen)
                && !isFile(chosen)
                && !LocalStack.isNamedBy(chosen)) {
            throw new IllegalArgumentException("The target " + chosen + " is neither MongoDB nor Kafka nor a file: use"
                    + " mongodb://host/database, kafka://host:9092/topic or a path ending in .ndjson");
        }
        return chosen;
    }

    /// @param mapping its name is that of the collection, unless the address has one
    DocumentSink open(@Nullable String ofFile, Mapping mapping, Map<String, String> environment) {
        var chosen = url(ofFile);
        if (KafkaTarget.isNamedBy(chosen)) {
            if (mapping.hasBuckets()) {
                throw new IllegalArgumentException(
                        "A topic has no place for buckets: write then: fail, trim or" + " reference in the limits of "
                                + mapping.name() + ", or use a target mongodb://host/database");
            }
            return KafkaTarget.of(chosen, environment).sink();
        }
        return isFile(chosen)
                ? new NdjsonSink(Path.of(chosen))
                : MongoTarget.open(chosen, mapping, password(environment)).sink();
    }

    /// A file is written from its first line, and nothing in it can be found again.
    boolean isWrittenAnew(@Nullable String ofFile) {
        return isFile(url(ofFile));
    }

    /// The documents that the target has, so that those without rows can be removed.
    ///
    /// @throws IllegalArgumentException for a file
    Existing existing(@Nullable String ofFile, Mapping mapping, Map<String, String> environment) {
        var chosen = url(ofFile);
        if (KafkaTarget.isNamedBy(chosen)) {
            return new Existing(KafkaTarget.of(chosen, environment).stored(), () -> {});
        }
        var stored = stored(ofFile, mapping, environment);
        return new Existing(MongoStoredDocuments.byBytes(stored.documents()), stored::close);
    }

    /// @param connection is closed with it
    record Existing(StoredIds ids, Runnable connection) implements AutoCloseable {

        @Override
        public void close() {
            connection.run();
        }
    }

    private static boolean isFile(String address) {
        return address.endsWith(".ndjson");
    }

    MongoTarget stored(@Nullable String ofFile, Mapping mapping, Map<String, String> environment) {
        var chosen = url(ofFile);
        if (isFile(chosen) || KafkaTarget.isNamedBy(chosen)) {
            throw new IllegalArgumentException("Documents in a " + (isFile(chosen) ? "file" : "topic")
                    + " cannot be compared: use a target mongodb://host/database");
        }
        return MongoTarget.open(chosen, mapping, password(environment));
    }

    private Optional<String> password(Map<String, String> environment) {
        return passwordFile == null
                ? Optional.ofNullable(environment.get(Variable.MONGODB_PASSWORD.name()))
                : Optional.of(Source.firstLine(passwordFile));
    }
}
