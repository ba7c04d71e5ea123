package polystore.transformers.topic;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.bson.BsonValue;
import polystore.transformers.sink.DocumentSink;
import polystore.transformers.sink.DocumentWrite;
import polystore.transformers.sink.TakenOverException;
import polystore.transformers.sink.Written;

/// Writes documents to a compacted topic, each batch in one transaction per partition.
///
/// Compaction keeps the last record of a key and not the one with the highest ticket, so only one process may write: a
/// producer per partition, with a transactional id that the partition determines, fences that of an earlier process. It
/// is made before the first ticket is drawn. Within a process the tickets of a key only rise, because a key belongs to
/// one range, or to the one follower. Readers with `isolation.level=read_committed` see the same order.
public final class KafkaSink implements DocumentSink {

    /// A producer each; a topic with more would need hundreds of connections.
    private static final int PARTITIONS_MAX = 64;
    /// A little below the default of `max.request.size` and of a broker's `message.max.bytes`.
    private static final int RECORD_BYTES_MAX = 1_000_000;
    private static final Duration CLOSE_MAX = Duration.ofSeconds(5);
    private static final Map<String, Object> SETTINGS = Map.of(
            "acks",
            "all",
            "buffer.memory",
            8L << 20,
            "compression.type",
            "lz4",
            "delivery.timeout.ms",
            30_000,
            "request.timeout.ms",
            10_000,
            "max.block.ms",
            15_000);

    private final String topic;
    private final List<Producer<byte[], byte[]>> producers = new ArrayList<>();
    private final Map<Producer<byte[], byte[]>, Runnable> unfinished = new LinkedHashMap<>();

    /// @param connection of Kafka's clients: `bootstrap.servers`, and for TLS and SASL what they need
    /// @throws IllegalStateException when the topic is missing or not compacted, or Kafka does not answer
    public KafkaSink(Map<String, String> connection, String topic) {
        this.topic = topic;
        var partitions = new DocumentTopic(connection, topic).partitions();
        if (partitions > PARTITIONS_MAX) {
            throw new IllegalStateException("The topic " + topic + " has " + partitions + " partitions; at most "
                    + PARTITIONS_MAX + " are supported");
        }
        try {
            for (var partition = 0; partition < partitions; partition++) {
                var settings = new HashMap<>(SETTINGS);
                settings.putAll(connection);
                settings.put("transactional.id", "polystore-transform-" + topic + "-" + partition);
                producers.add(new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer()));
                producers.getLast().initTransactions();
            }
        } catch (KafkaException e) {
            close();
            throw new IllegalStateException("Kafka cannot be written to: " + e.getMessage(), e);
        }
    }

    /// @throws IllegalStateException when a part of the batch may not have arrived: read and write it again
    /// @throws TakenOverException when another process writes to the topic
    @Override
    public synchronized Written write(Collection<? extends DocumentWrite> writes) {
        var refused = new ArrayList<Written.Refusal>();
        var records = new HashMap<Integer, List<ProducerRecord<byte[], byte[]>>>();
        var puts = 0;
        for (var write : newest(writes)) {
            var record = DocumentRecords.of(topic, producers.size(), write);
            var bytes = DocumentRecords.bytes(record);
            if (bytes > RECORD_BYTES_MAX) {
                refused.add(new Written.Refusal(
                        write.id(), "the record has " + bytes + " bytes, and Kafka takes at most " + RECORD_BYTES_MAX));
            } else {
                records.computeIfAbsent(record.partition(), _ -> new ArrayList<>())
                        .add(record);
                puts += write instanceof DocumentWrite.Put ? 1 : 0;
            }
        }
        send(records);
        var sent = records.values().stream().mapToInt(List::size).sum();
        return new Written(puts, 0, sent - puts, refused);
    }

    private static Collection<DocumentWrite> newest(Collection<? extends DocumentWrite> writes) {
        var newest = new HashMap<BsonValue, DocumentWrite>();
        writes.stream()
                .sorted(Comparator.comparingLong(DocumentWrite::ticket))
                .forEach(write -> newest.put(write.id(), write));
        return newest.values();
    }

    /// All partitions are sent to at the same time; a failure aborts what is not committed yet.
    private void send(Map<Integer, List<ProducerRecord<byte[], byte[]>>> records) {
        var open = new ArrayList<Producer<byte[], byte[]>>();
        try {
            endUnfinished();
            var sending = new ArrayList<Future<?>>();
            records.forEach((partition, batch) -> {
                var producer = producers.get(partition);
                producer.beginTransaction();
                open.add(producer);
                batch.forEach(record -> sending.add(producer.send(record)));
            });
            for (var sent : sending) {
                sent.get();
            }
            while (!open.isEmpty()) {
                var producer = open.removeLast();
                end(producer, producer::commitTransaction);
            }
        } catch (InterruptedException e) {
            abort(open);
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while documents were sent to Kafka", e);
        } catch (ExecutionException e) {
            throw failure(e.getCause() == null ? e : e.getCause(), abort(open));
        } catch (KafkaException e) {
            throw failure(e, abort(open));
        }
    }

    /// A commit or abort whose answer did not come in time must be asked for again before anything else (KIP-360).
    private void end(Producer<byte[], byte[]> producer, Runnable operation) {
        unfinished.put(producer, operation);
        try {
            operation.run();
            unfinished.remove(producer);
        } catch (TimeoutException | InterruptException e) {
            throw e;
        } catch (KafkaException e) {
            unfinished.remove(producer);
            throw e;
        }
    }

    private void endUnfinished() {
        new LinkedHashMap<>(unfinished).forEach(this::end);
    }

    /// @return whether another process has begun to write, which only the broker's answer to an abort tells from a
    /// transaction of our own that took too long
    private boolean abort(List<Producer<byte[], byte[]>> open) {
        var isTakenOver = false;
        for (var producer : open) {
            try {
                end(producer, producer::abortTransaction);
            } catch (ProducerFencedException | InvalidProducerEpochException e) {
                isTakenOver = true;
            } catch (KafkaException e) {
                // The next transaction of this producer says the same.
            }
        }
        return isTakenOver;
    }

    private RuntimeException failure(Throwable cause, boolean isTakenOver) {
        if (isTakenOver || cause instanceof ProducerFencedException) {
            return new TakenOverException(topic, cause);
        }
        return cause instanceof AuthorizationException
                ? new IllegalStateException("Kafka refuses to write to " + topic + ": " + cause.getMessage(), cause)
                : new IllegalStateException("Kafka cannot be written to: " + cause.getMessage(), cause);
    }

    @Override
    public void close() {
        producers.forEach(it -> it.close(CLOSE_MAX));
    }
}
