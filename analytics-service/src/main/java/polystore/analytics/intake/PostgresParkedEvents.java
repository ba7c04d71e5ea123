package polystore.analytics.intake;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.common.TopicPartition;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import polystore.platform.messaging.ParkedRecord;
import polystore.platform.messaging.ReceivedRecord;

/// Parked records, in the order of their arrival.
@ApplicationScoped
public class PostgresParkedEvents {

    /// Limits the cause, to which drivers may add whole statements.
    private static final int CAUSE_CHARS_MAX = 1_000;

    private static final String ADD = """
        insert into parked_event (topic, partition, record_offset, key, record_key, published_at, headers, body, cause, attempts)
        select topic, partition, record_offset, key, decode(record_key, 'base64'), published_at::timestamptz,
               headers::jsonb, decode(body, 'base64'), cause, attempts
          from unnest(:topics, :partitions, :offsets, :keys, :recordKeys, :published, :headers, :bodies, :causes, :attempts)
               as p (topic, partition, record_offset, key, record_key, published_at, headers, body, cause, attempts)
        on conflict do nothing
        """;

    private static final String WAITING =
            "select distinct key from parked_event where topic = :topic and key = any(:keys)";
    private static final String PARTITIONS =
            "select distinct partition from parked_event where topic = :topic and key = :key";
    private static final String COUNT = "select count(*) from parked_event where topic = :topic and key = :key";

    private static final String TAKE_AWAY = """
        with taken as (delete from parked_event where topic = :topic and key = :key returning *)
        select * from taken order by partition, record_offset
        """;

    private static final String CAUSE = """
        select cause from parked_event where topic = :topic and key = :key and cause is not null
         order by partition, record_offset limit 1
        """;

    public void add(Handle transaction, List<ParkedRecord> parked) {
        if (parked.isEmpty()) {
            return;
        }
        var records = of(parked, ParkedRecord::record);
        transaction
                .createUpdate(ADD)
                .bindArray("topics", String.class, of(records, it -> it.from().topic()))
                .bindArray(
                        "partitions", Integer.class, of(records, it -> it.from().partition()))
                .bindArray("offsets", Long.class, of(records, ReceivedRecord::offset))
                .bindArray("keys", String.class, of(records, it -> IndexedKey.of(it.key())))
                .bindArray("recordKeys", String.class, array(records, it -> base64(it.keyBytes())))
                .bindArray(
                        "published",
                        String.class,
                        of(records, it -> it.publishedAt().toString()))
                .bindArray("headers", String.class, of(records, it -> ParkedHeaders.write(it.headers())))
                .bindArray("bodies", String.class, of(records, it -> Objects.requireNonNullElse(base64(it.body()), "")))
                .bindArray("causes", String.class, array(parked, it -> cause(it.cause())))
                .bindArray("attempts", Integer.class, of(parked, ParkedRecord::attempts))
                .execute();
    }

    /// The keys of a batch that have parked records.
    public Set<String> waitingKeys(Handle transaction, List<ReceivedRecord> batch) {
        return transaction
                .createQuery(WAITING)
                .bind("topic", batch.getFirst().from().topic())
                .bindArray("keys", String.class, of(batch, it -> IndexedKey.of(it.key())))
                .mapTo(String.class)
                .set();
    }

    public Set<Integer> partitions(Handle transaction, String topic, String key) {
        return transaction
                .createQuery(PARTITIONS)
                .bind("topic", topic)
                .bind("key", key)
                .mapTo(Integer.class)
                .set();
    }

    public int count(Handle transaction, String topic, String key) {
        return transaction
                .createQuery(COUNT)
                .bind("topic", topic)
                .bind("key", key)
                .mapTo(Integer.class)
                .one();
    }

    /// Why the first faulty record of a key cannot be applied.
    public Optional<String> cause(Handle transaction, String topic, String key) {
        return transaction
                .createQuery(CAUSE)
                .bind("topic", topic)
                .bind("key", key)
                .mapTo(String.class)
                .findFirst();
    }

    /// Deletes and returns the records of a key, in the order of their arrival.
    public List<ReceivedRecord> takeAway(Handle transaction, String topic, String key) {
        return transaction
                .createQuery(TAKE_AWAY)
                .bind("topic", topic)
                .bind("key", key)
                .map((row, context) -> received(row))
                .list();
    }

    static ReceivedRecord received(ResultSet row) throws SQLException {
        return new ReceivedRecord(
                new TopicPartition(row.getString("topic"), row.getInt("partition")),
                row.getLong("record_offset"),
                row.getTimestamp("published_at").toInstant(),
                recordKey(row),
                ParkedHeaders.read(row.getString("headers")),
                row.getBytes("body"));
    }

    /// Rows of the first version have no `record_key`, but a key in plain text.
    private static byte @Nullable [] recordKey(ResultSet row) throws SQLException {
        var bytes = row.getBytes("record_key");
        var key = row.getString("key");
        return bytes != null || key.isEmpty() ? bytes : key.getBytes(StandardCharsets.UTF_8);
    }

    private static @Nullable String base64(byte @Nullable [] bytes) {
        return bytes == null ? null : Base64.getEncoder().encodeToString(bytes);
    }

    private static @Nullable String cause(@Nullable String cause) {
        return cause == null
                ? null
                : IndexedKey.storable(cause.substring(0, Math.min(cause.length(), CAUSE_CHARS_MAX)));
    }

    private static <T, C> List<C> of(List<T> rows, Function<T, C> column) {
        return rows.stream().map(column).toList();
    }

    /// As [#of], for a column that may be null.
    private static <T> Object[] array(List<T> rows, Function<T, @Nullable String> column) {
        return rows.stream().map(column).toArray();
    }
}
