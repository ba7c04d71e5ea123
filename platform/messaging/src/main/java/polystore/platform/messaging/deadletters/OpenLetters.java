package polystore.platform.messaging.deadletters;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import polystore.contracts.DeadLetterDecision;
import polystore.platform.messaging.ReceivedRecord;

/// The dead letters of a topic that have no decision, and the newest decisions, as read from the topic's beginning.
final class OpenLetters {

    /// Older decisions stay in the topic only.
    private static final int DECISIONS_MAX = 1_000;

    /// @param keyHash of the key's bytes; 0 without a key
    private record Entry(Instant at, int keyHash) {}

    private final ConcurrentSkipListMap<LetterId, Entry> open = new ConcurrentSkipListMap<>();
    private final Deque<Decision> decisions = new ArrayDeque<>();

    void add(ReceivedRecord record) {
        var decision = DeadLetterDecision.read(record::header);
        if (decision == null) {
            open.put(
                    new LetterId(record.from().partition(), record.offset()),
                    new Entry(record.publishedAt(), hash(record.keyBytes())));
        } else {
            var letter = new LetterId(record.from().partition(), decision.offset());
            add(new Decision(
                    letter, record.key(), decision.outcome(), decision.by(), decision.reason(), record.publishedAt()));
        }
    }

    private void add(Decision decision) {
        open.remove(decision.letter());
        synchronized (decisions) {
            decisions.addFirst(decision);
            if (decisions.size() > DECISIONS_MAX) {
                decisions.removeLast();
            }
        }
    }

    /// Removes a letter whose decision was sent but is not read back from the topic yet.
    void close(LetterId letter) {
        open.remove(letter);
    }

    boolean contains(LetterId letter) {
        return open.containsKey(letter);
    }

    /// Drops the letters that the topic does not retain any more.
    void retain(Map<TopicPartition, Long> first) {
        first.forEach((partition, offset) -> open.subMap(
                        new LetterId(partition.partition(), 0), new LetterId(partition.partition(), offset))
                .clear());
    }

    /// @param key null for all
    Collection<LetterId> after(@Nullable LetterId after, byte @Nullable [] key) {
        var rest = after == null ? open : open.tailMap(after, false);
        return key == null
                ? rest.keySet()
                : rest.entrySet().stream()
                        .filter(it -> it.getValue().keyHash() == hash(key))
                        .map(Map.Entry::getKey)
                        .toList();
    }

    DeadLetterCounts counts() {
        var entries = List.copyOf(open.values());
        return entries.isEmpty()
                ? DeadLetterCounts.NONE
                : new DeadLetterCounts(
                        entries.size(),
                        0,
                        entries.stream().mapToInt(Entry::keyHash).distinct().count(),
                        entries.stream().map(Entry::at).min(Instant::compareTo).orElse(null));
    }

    /// The newest first.
    List<Decision> decisions(int limit) {
        synchronized (decisions) {
            return decisions.stream().limit(limit).toList();
        }
    }

    private static int hash(byte @Nullable [] key) {
        return key == null ? 0 : Arrays.hashCode(key);
    }
}
