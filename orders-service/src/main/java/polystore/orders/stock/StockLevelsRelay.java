package polystore.orders.stock;

import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.JdbiException;
import polystore.contracts.ContractJson;
import polystore.contracts.Envelope;
import polystore.contracts.Topics;
import polystore.contracts.stock.StockLevel;
import polystore.orders.time.Now;
import polystore.platform.messaging.EnvelopeRecords;
import polystore.platform.messaging.RecordSender;

/// Publishes stock levels: a change of band within a second, exact numbers every few seconds.
///
/// Changes of band are found in the database, so that none is lost; exact numbers are published for SKUs that this
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
    private final RecordSender<String> sender;
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
        this.sender = new RecordSender<>(producer);
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
        } catch (KafkaException | JdbiException e) {
            LOG.warnf("Stock levels are not published, the next run tries again: %s", e.getMessage());
        }
    }

    /// SKUs that could not be sent are recorded again; otherwise their numbers would be published with their next
    /// change only.
    private void publishNumbers(List<String> changed) throws InterruptedException {
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

    /// A level that Kafka refuses is logged and tried again by the next run; the others are published.
    private void send(List<StockLevel> batch) throws InterruptedException {
        var records = new LinkedHashMap<StockLevel, ProducerRecord<String, byte[]>>();
        batch.forEach(level -> records.put(level, toRecord(level)));
        var refused = sender.send(records);
        refused.forEach((level, refusal) -> LOG.errorf("The level of %s stays unpublished: %s", level.sku(), refusal));
        levels.published(
                batch.stream().filter(level -> !refused.containsKey(level)).toList());
    }

    private ProducerRecord<String, byte[]> toRecord(StockLevel level) {
        var body = ContractJson.encode(level);
        return EnvelopeRecords.write(
                Topics.STOCK_LEVELS,
                new Envelope(ids.generate(), StockLevel.TYPE, "/orders", level.at(), level.sku(), null, body));
    }
}
