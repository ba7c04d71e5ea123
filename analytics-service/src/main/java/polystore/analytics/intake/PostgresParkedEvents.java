package polystore.analytics.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.common.TopicPartition;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import polystore.analytics.kafka.Received;

/// Records that were set aside, in the order in which they came.
@ApplicationScoped
public class PostgresParkedEvents {

    private static final ObjectMapper JSON = new ObjectMapper();
    /// Enough to say what is wrong, whatever a driver adds to it.
    private static final int CAUSE_CHARS_MAX = 1_000;

    private static final String ADD = """
            insert into parked_event (topic, partition, record_offset, key, published_at, headers, body, cause, attempts)
            select topic, partition, record_offset, key, published_at::timestamptz, headers::jsonb, decode(body, 'base64'), cause, attempts
              from unnest(:topics, :partitions, :offsets, :keys, :published, :headers, :bodies, :causes, :attempts)
                   as p (topic, partition, record_offset, key, published_at, headers, body, cause, attempts)
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

    private static final String ORDERS = """
            select key, count(*) as events, min(parked_at) as since,
                   (array_agg(cause order by partition, record_offset) filter (where cause is not null))[1] as cause
              from parked_event where topic = :topic group by key order by since limit :max
            """;

    /// A key with parked records.
    public record ParkedKey(
            String key, long events, @Nullable String cause, Instant since) {}

    public List<ParkedKey> orders(Handle handle, String topic, int max) {
        return handle.createQuery(ORDERS)
                .bind("topic", topic)
                .bind("max", max)
                .map((row, context) -> new ParkedKey(
                        row.getString("key"),
                        row.getLong("events"),
                        row.getString("cause"),
                        row.getTimestamp("since").toInstant()))
                .list();
    }

    public void add(Handle transaction, List<Parked> parked) {
        if (parked.isEmpty()) {
            return;
        }
        transaction
                .createUpdate(ADD)
                .bindArray(
                        "topics",
                        String.class,
                        of(parked, it -> it.record().from().topic()))
                .bindArray(
                        "partitions",
                        Integer.class,
                        of(parked, it -> it.record().from().partition()))
                .bindArray("offsets", Long.class, of(parked, it -> it.record().offset()))
                .bindArray(
                        "keys",
                        String.class,
                        of(parked, it -> storable(it.record().key())))
                .bindArray(
                        "published",
                        String.class,
                        of(parked, it -> it.record().publishedAt().toString()))
                .bindArray(
                        "headers",
                        String.class,
                        of(parked, it -> json(it.record().headers())))
                .bindArray(
                        "bodies",
                        String.class,
                        of(parked, it -> base64(it.record().body())))
                .bindArray(
                        "causes",
                        String.class,
                        parked.stream().map(it -> cause(it.cause())).toArray())
                .bindArray("attempts", Integer.class, of(parked, Parked::attempts))
                .execute();
    }

    /// Which keys of a batch have parked records.
    public Set<String> waitingKeys(Handle transaction, List<Received> batch) {
        return transaction
                .createQuery(WAITING)
                .bind("topic", batch.getFirst().from().topic())
                .bindArray("keys", String.class, of(batch, it -> storable(it.key())))
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

    /// Deletes and returns the records of a key, in the order in which they came.
    public List<Received> takeAway(Handle transaction, String topic, String key) {
        return transaction
                .createQuery(TAKE_AWAY)
                .bind("topic", topic)
                .bind("key", key)
                .map((row, context) -> received(row))
                .list();
    }

    static Received received(ResultSet row) throws SQLException {
        return new Received(
                new TopicPartition(row.getString("topic"), row.getInt("partition")),
                row.getLong("record_offset"),
                row.getTimestamp("published_at").toInstant(),
                row.getString("key"),
                headers(row.getString("headers")),
                row.getBytes("body"));
    }

    /// PostgreSQL has no text with a zero character; a key with one is nobody's order id.
    private static String storable(String text) {
        return text.replace('\0', '\uFFFD');
    }

    private static String base64(byte @Nullable [] body) {
        return body == null ? "" : Base64.getEncoder().encodeToString(body);
    }

    private static @Nullable String cause(@Nullable String cause) {
        return cause == null ? null : storable(cause.substring(0, Math.min(cause.length(), CAUSE_CHARS_MAX)));
    }

    private static <T, C> List<C> of(List<T> rows, Function<T, C> column) {
        return rows.stream().map(column).toList();
    }

    /// A zero character in a header is replaced like in a key.
    private static String json(Map<String, String> headers) {
        try {
            return JSON.writeValueAsString(headers).replace("\\u0000", "\\uFFFD");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("strings that cannot be JSON", e);
        }
    }

    private static Map<String, String> headers(String json) {
        try {
            return JSON.readValue(json.getBytes(StandardCharsets.UTF_8), new TypeReference<Map<String, String>>() {});
        } catch (java.io.IOException e) {
            throw new IllegalStateException("parked headers that are not JSON: " + json, e);
        }
    }
}
