package polystore.stores;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;

/// A wire-compatible server in this JVM for machines without a real MongoDB: no users, no transactions, no
/// validators, few indexes.
public final class MongoStandIn implements AutoCloseable {
    private final MongoServer server;
    private final int port;

    private MongoStandIn(MongoServer server, int port) {
        this.server = server;
        this.port = port;
    }

    /// Starts with the data in `file`; a write is in the file before it is acknowledged.
    public static MongoStandIn start(Path file, int port) {
        return start(file, port, null);
    }

    /// @param pem certificate and private key for TLS, which every connection must then use; null for none
    static MongoStandIn start(Path file, int port, @Nullable Path pem) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot create the folder of " + file, e);
        }
        return bind(
                new StandInBackend(new MVStore.Builder()
                        .fileName(file.toString())
                        .cacheSize(16)
                        .open()),
                port,
                pem);
    }

    /// Starts with data in memory only.
    public static MongoStandIn inMemory(int port) {
        return bind(new StandInBackend(MVStore.open(null)), port, null);
    }

    /// The address, without a database: `mongodb://127.0.0.1:27117`.
    public String uri() {
        return "mongodb://127.0.0.1:" + port;
    }

    @Override
    public void close() {
        server.shutdownNow();
    }

    private static MongoStandIn bind(H2Backend backend, int port, @Nullable Path pem) {
        var server = new MongoServer(backend);
        try {
            if (pem != null) {
                server.enableSsl(Pem.privateKey(pem), null, Pem.certificate(pem));
            }
            server.bind("127.0.0.1", port);
            return new MongoStandIn(server, port);
        } catch (RuntimeException e) {
            server.shutdownNow();
            throw e;
        }
    }
}
