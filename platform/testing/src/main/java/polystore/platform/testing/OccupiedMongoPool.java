package polystore.platform.testing;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import org.bson.Document;

/// A MongoDB client with one connection, which a command occupies until this is closed.
public final class OccupiedMongoPool implements AutoCloseable {

    private static final String HOLDING = "ping";

    private final CountDownLatch held = new CountDownLatch(1);
    private final CountDownLatch closing = new CountDownLatch(1);
    private final MongoClient client;
    private final Thread holder;

    /// @param customize the changes that the service makes to the settings of its client
    public OccupiedMongoPool(UnaryOperator<MongoClientSettings.Builder> customize) throws InterruptedException {
        client = MongoClients.create(customize
                .apply(MongoClientSettings.builder()
                        .applyConnectionString(
                                new ConnectionString(TestStores.mongo().uri()))
                        .addCommandListener(new Holding()))
                .applyToConnectionPoolSettings(pool -> pool.maxSize(1))
                .build());
        holder = Thread.ofVirtual().start(() -> run(HOLDING));
        held.await();
    }

    /// Waits for the connection and runs a command on it.
    public void run() {
        run("listDatabases");
    }

    private void run(String command) {
        client.getDatabase("admin").runCommand(new Document(command, 1));
    }

    @Override
    public void close() {
        closing.countDown();
        try {
            holder.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        client.close();
    }

    private final class Holding implements CommandListener {

        @Override
        public void commandStarted(CommandStartedEvent event) {
            if (event.getCommandName().equals(HOLDING)) {
                held.countDown();
                try {
                    closing.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }
}
