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
/// A change of band is found in the database, so that none is lost; exact numbers are those of SKUs that this
/// process changed.
@ApplicationScoped
class StockLevelsRelay {

    private static final Logger LOG = Logger.getLogger(StockLevelsRelay.class);
    /// One run sends at most this many; the next run finds the rest.
    private static final int BATCH = 500;
    /// Exact numbers are sent in every third run, so every three seconds.
    private static final int RUNS_PER_NUMBERS = 3;

    private final PostgresStockLevels levels;
    private final StockChanges changes;
    private final Producer<String, byte[]> producer;
    private final TimeBasedEpochGenerator ids;
    private final Now now;
    private final AtomicInteger run = new AtomicInteger();

    StockLevelsRelay(
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
            if (run.incrementAndGet() % RUNS_PER_NUMBERS == 0) {
                publishNumbers(List.copyOf(changes.drain()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (KafkaException | ExecutionException | JdbiException e) {
            LOG.warnf("Stock levels are not published, the next run tries again: %s", e.getMessage());
        }
    }

    /// SKUs that could not be sent are noted again: otherwise their numbers would wait for their next change.
    private void publishNumbers(List<String> changed) throws ExecutionException, InterruptedException {
        var done = 0;
        try {
            while (done < changed.size()) {
                var end = Math.min(done + BATCH, changed.size());
                send(levels.of(changed.subList(done, end), now.instant()));
                done = end;
            }
        } finally {
            changes.add(changed.subList(done, changed.size()));
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
