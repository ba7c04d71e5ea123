package polystore.transformers.topic;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import polystore.transformers.sink.DocumentSink;
import polystore.transformers.sink.DocumentWrite;
import polystore.transformers.sink.TakenOverException;
import polystore.transformers.sink.Written;

/// Writes documents to a compacted topic, each batch in one transaction per partition.
///
/// Compaction keeps the last record of a key and not the one with the highest ticket. So only one process may write at
/// a
/// time: a producer per partition, with a transactional id that the partition determines, fences that of an earlier
/// process, and it is made before the first ticket is drawn. Within a process the tickets of a key only rise, because a
/// key belongs to one range, or to the one follower. Readers with `isolation.level=read_committed` see the same order.
public final class KafkaSink implements DocumentSink {

    /// A producer each; a topic with more would need hundreds of connections.
    private static final int PARTITIONS_MAX = 64;
    /// A little below the default of `max.request.size` and of a broker's `message.max.bytes`.
    private static final int RECORD_BYTES_MAX = 1_000_000;
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

    /// @throws IllegalStateException when nothing of the batch may have arrived; it is read and written anew then
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
        var newest = new HashMap<org.bson.BsonValue, DocumentWrite>();
        writes.stream()
                .sorted(Comparator.comparingLong(DocumentWrite::ticket))
                .forEach(write -> newest.put(write.id(), write));
        return newest.values();
    }

    /// All partitions are sent to at the same time; a failure aborts what is not committed yet.
    private void send(Map<Integer, List<ProducerRecord<byte[], byte[]>>> records) {
        var open = new ArrayList<Producer<byte[], byte[]>>();
        try {
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
                open.getLast().commitTransaction();
                open.removeLast();
            }
        } catch (InterruptedException e) {
            abort(open);
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while documents were sent to Kafka", e);
        } catch (ExecutionException e) {
            abort(open);
            throw failure(e.getCause() == null ? e : e.getCause());
        } catch (KafkaException e) {
            abort(open);
            throw failure(e);
        }
    }

    private static void abort(List<Producer<byte[], byte[]>> open) {
        for (var producer : open) {
            try {
                producer.abortTransaction();
            } catch (KafkaException e) {
                // The next transaction of this producer says the same.
            }
        }
    }

    private RuntimeException failure(Throwable cause) {
        return switch (cause) {
            case ProducerFencedException fenced -> new TakenOverException(topic, fenced);
            case InvalidProducerEpochException fenced -> new TakenOverException(topic, fenced);
            case AuthorizationException refused ->
                new IllegalStateException("Kafka refuses to write to " + topic + ": " + refused.getMessage(), refused);
            default -> new IllegalStateException("Kafka cannot be written to: " + cause.getMessage(), cause);
        };
    }

    @Override
    public void close() {
        producers.forEach(Producer::close);
    }
}
