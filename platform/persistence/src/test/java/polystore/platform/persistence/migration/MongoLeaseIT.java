package polystore.platform.persistence.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import polystore.platform.testing.TestStores;

class MongoLeaseIT {

    private static final Duration SILENCE = Duration.ofMillis(500);

    private final MongoClient client = MongoClients.create(TestStores.mongo().uri());
    private final MongoDatabase database = client.getDatabase(TestStores.mongo().freshDatabase("lease"));

    @AfterEach
    void drop() {
        database.drop();
        client.close();
    }

    @Test
    void aSecondMigrationWaitsWhileTheFirstSendsHeartbeats() throws Exception {
        var holder = MongoLease.acquire(database, SILENCE);
        var next = CompletableFuture.supplyAsync(this::acquired);
        var beats = beats();
        await().until(() -> beats() > beats + 10);

        assertThat(next).as("after the heartbeats of two periods of silence").isNotDone();
        holder.close();
        next.join().close();
    }

    @Test
    void aHolderWithoutHeartbeatLosesTheLeaseAndIsInterrupted() throws Exception {
        var holder = MongoLease.acquire(database, SILENCE);
        // As if another process had taken the lease over: the holder can no longer update it.
        database.getCollection(MongoMarker.COLLECTION)
                .updateOne(Filters.eq("_id", MongoLease.ID), Updates.set("holder", "cut off"));

        assertThatThrownBy(() -> new CountDownLatch(1).await(10, TimeUnit.SECONDS))
                .as("the thread that migrates is interrupted")
                .isInstanceOf(InterruptedException.class);
        assertThatThrownBy(holder::check).hasMessageContaining("taken over from this one");
        try (var next = MongoLease.acquire(database, SILENCE)) {
            next.check();
        }
    }

    private MongoLease acquired() {
        try {
            return MongoLease.acquire(database, SILENCE);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private long beats() {
        var lease = database.getCollection(MongoMarker.COLLECTION)
                .find(new Document("_id", MongoLease.ID))
                .first();
        return lease == null ? 0 : lease.getLong("beat");
    }
}
