package polystore.orders.stock;

import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.JdbiException;
import polystore.contracts.ContractJson;
import polystore.contracts.Envelope;
import polystore.contracts.Topics;
import polystore.contracts.stock.StockLevel;
import polystore.orders.time.Now;

/// Publishes stock levels: a change of band within a second, exact numbers every few seconds.
///
/// A change of band is found in the database, so it is never lost; numbers are hinted by this process's own writes.
@ApplicationScoped
public class StockLevelsRelay {

    private static final Logger LOG = Logger.getLogger(StockLevelsRelay.class);
    /// One turn sends at most this many; what is left over is found by the next.
    private static final int BATCH = 500;
    /// Exact numbers go out on every third look for bands, so every three seconds; the scheduler knows no shorter
    /// turn than a second.
    private static final int TURNS_PER_NUMBERS = 3;

    private final PostgresStockLevels levels;
    private final StockChanges changes;
    private final Producer<String, byte[]> producer;
    private final TimeBasedEpochGenerator ids;
    private final Now now;
    private final AtomicInteger turn = new AtomicInteger();

    public StockLevelsRelay(
            PostgresStockLevels levels,
            StockChanges changes,
            Producer<String, byte[]> producer,
            TimeBasedEpochGenerator ids,
            Now now) {
        this.levels = levels;
        this.changes = changes;
        this.producer = producer;
        this.ids = ids;
        this.now = now;
    }

    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    void publish() {
        try {
            send(levels.withUnpublishedBand(BATCH, now.instant()));
            if (turn.incrementAndGet() % TURNS_PER_NUMBERS == 0) {
                publishNumbers(List.copyOf(changes.drain()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (KafkaException | ExecutionException | JdbiException e) {
            LOG.warnf("Stock levels are put off: %s", e.getMessage());
        }
    }

    /// What could not be sent is noted again: nobody else would bring these numbers before their next change.
    private void publishNumbers(List<String> changed) throws ExecutionException, InterruptedException {
        var done = 0;
        try {
            while (done < changed.size()) {
                var end = Math.min(done + BATCH, changed.size());
                send(levels.of(changed.subList(done, end), now.instant()));
                done = end;
            }
        } finally {
            changes.noted(changed.subList(done, changed.size()));
        }
    }

    private void send(List<StockLevel> batch) throws ExecutionException, InterruptedException {
        if (batch.isEmpty()) {
            return;
        }
        var sent = new ArrayList<Future<RecordMetadata>>();
        batch.forEach(level -> sent.add(producer.send(toRecord(level))));
        producer.flush();
        for (var acknowledgement : sent) {
            acknowledgement.get();
        }
        levels.published(batch);
    }

    private ProducerRecord<String, byte[]> toRecord(StockLevel level) {
        var body = ContractJson.encode(level);
        var envelope = new Envelope(ids.generate(), StockLevel.TYPE, "/orders", level.at(), level.sku(), null, body);
        var out = new ProducerRecord<>(Topics.STOCK_LEVELS, level.sku(), body);
        envelope.headers().forEach((name, value) -> out.headers().add(name, value));
        return out;
    }
}
