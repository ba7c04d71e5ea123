package polystore.command.transform;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoCredential;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.bson.BsonDocument;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import polystore.command.home.Variable;
import polystore.transformers.sink.DocumentSink;
import polystore.transformers.sink.DocumentWrite;
import polystore.transformers.sink.GuardedWriter;
import polystore.transformers.sink.NdjsonSink;
import polystore.transformers.sink.Written;
import polystore.transformers.verify.MongoStoredDocuments;
import polystore.transformers.verify.StoredIds;

/// The options of the database or file that documents are written to.
final class Target {

    private static final Pattern SIGN_IN = Pattern.compile("(mongodb(?:\\+srv)?://)(?:([^@/]+)@)?(.*)");
    private static final int CONNECT_MAX_S = 5;

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

    /// @param mapping name of the collection, unless the address has one
    DocumentSink open(@Nullable String ofFile, String mapping, Map<String, String> environment) {
        var chosen = url(ofFile);
        if (KafkaTarget.isNamedBy(chosen)) {
            return KafkaTarget.of(chosen, environment).sink();
        }
        return isFile(chosen)
                ? new NdjsonSink(Path.of(chosen))
                : Stored.open(chosen, mapping, password(environment)).sink();
    }

    /// A file is written from its first line, and nothing in it can be found again.
    boolean isWrittenAnew(@Nullable String ofFile) {
        return isFile(url(ofFile));
    }

    /// The documents that the target has, so that those without rows can be removed.
    ///
    /// @throws IllegalArgumentException for a file
    Existing existing(@Nullable String ofFile, String mapping, Map<String, String> environment) {
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

    Stored stored(@Nullable String ofFile, String mapping, Map<String, String> environment) {
        var chosen = url(ofFile);
        if (isFile(chosen) || KafkaTarget.isNamedBy(chosen)) {
            throw new IllegalArgumentException("Documents in a " + (isFile(chosen) ? "file" : "topic")
                    + " cannot be compared: use a target mongodb://host/database");
        }
        return Stored.open(chosen, mapping, password(environment));
    }

    private Optional<String> password(Map<String, String> environment) {
        return passwordFile == null
                ? Optional.ofNullable(environment.get(Variable.MONGODB_PASSWORD.name()))
                : Optional.of(Source.firstLine(passwordFile));
    }

    /// A collection with its tombstones.
    record Stored(MongoClient client, MongoCollection<BsonDocument> documents, MongoCollection<BsonDocument> tombstones)
            implements AutoCloseable {

        private static Stored open(String url, String mapping, Optional<String> password) {
            if (LocalStack.isNamedBy(url)) {
                var address = new ConnectionString(LocalStack.mongo(url));
                var client = MongoClients.create(settings(address).build());
                return of(client, Optional.ofNullable(address.getDatabase()).orElse(url), mapping);
            }
            var parts = SIGN_IN.matcher(url);
            if (!parts.matches() || (parts.group(2) != null && parts.group(2).contains(":"))) {
                throw new IllegalArgumentException("The address of the target is malformed or contains a password: use"
                        + " mongodb://user@host/database and MONGODB_PASSWORD or --target-password-file");
            }
            var address = new ConnectionString(parts.group(1) + parts.group(3));
            if (address.getDatabase() == null) {
                throw new IllegalArgumentException("The target has no database: use mongodb://host/database");
            }
            var settings = settings(address);
            if (parts.group(2) != null) {
                settings.credential(MongoCredential.createCredential(
                        parts.group(2),
                        address.getDatabase(),
                        password.orElse("").toCharArray()));
            }
            var collection = Optional.ofNullable(address.getCollection()).orElse(mapping);
            return of(MongoClients.create(settings.build()), address.getDatabase(), collection);
        }

        private static MongoClientSettings.Builder settings(ConnectionString address) {
            return MongoClientSettings.builder()
                    .applyConnectionString(address)
                    .applyToClusterSettings(it -> it.serverSelectionTimeout(CONNECT_MAX_S, TimeUnit.SECONDS));
        }

        private static Stored of(MongoClient client, String database, String collection) {
            return new Stored(
                    client,
                    client.getDatabase(database).getCollection(collection, BsonDocument.class),
                    client.getDatabase(database).getCollection(collection + ".tombstones", BsonDocument.class));
        }

        GuardedWriter writer() {
            return new GuardedWriter(documents, tombstones);
        }

        /// A sink that also closes the client.
        private DocumentSink sink() {
            var writer = writer();
            return new DocumentSink() {
                @Override
                public Written write(Collection<? extends DocumentWrite> writes) {
                    return writer.write(writes);
                }

                @Override
                public void close() {
                    client.close();
                }
            };
        }

        @Override
        public void close() {
            client.close();
        }
    }
}
