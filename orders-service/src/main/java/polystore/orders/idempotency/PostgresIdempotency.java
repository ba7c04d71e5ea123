package polystore.orders.idempotency;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import polystore.orders.refusal.Refusal;

/// Idempotency keys in PostgreSQL, written in the transaction of the change that they protect, so that a crash
/// cannot leave one without the other.
@ApplicationScoped
public class PostgresIdempotency {

    /// How long a client may retry.
    private static final Duration KEPT = Duration.ofHours(24);

    /// Keys deleted in one statement.
    public static final int CLEAN_BATCH_MAX = 1_000;

    /// The advisory lock tells the second of two simultaneous requests that the first is running, without a wait.
    private static final String CLAIM = """
        select pg_try_advisory_xact_lock(hashtextextended(concat_ws(chr(31), :customer, :route, :key), 0)) as mine,
               i.fingerprint, i.order_id, i.order_version, i.problem
        from (values (1)) one
        left join idempotency i on i.customer_id = :customer and i.route = :route and i.key = :key
             and i.created_at > :cutoff
        """;

    /// Replaces only an expired key; when no row is written, another request has used the key first.
    private static final String KEEP = """
        insert into idempotency as i (customer_id, route, key, fingerprint, order_id, order_version, problem, created_at)
        values (:customer, :route, :key, :fingerprint, :orderId, :version, :problem, :now)
        on conflict (customer_id, route, key) do update
            set fingerprint = excluded.fingerprint, order_id = excluded.order_id,
                order_version = excluded.order_version, problem = excluded.problem, created_at = excluded.created_at
            where i.created_at <= excluded.created_at - interval '24 hours'
        """;

    /// Rows that another instance is deleting are skipped.
    private static final String CLEAN = """
        delete from idempotency where ctid = any(array(
            select ctid from idempotency
            where created_at <= :cutoff order by created_at limit :batch for update skip locked))
        """;

    private final Jdbi jdbi;
    private final ObjectMapper json;

    public PostgresIdempotency(Jdbi jdbi, ObjectMapper json) {
        this.jdbi = jdbi;
        this.json = json;
    }

    /// Claims the key. A claim that is [Claim.Fresh] holds it until the transaction ends.
    public Claim claim(IdempotencyKey key, Instant now) {
        return jdbi.withHandle(handle -> handle.createQuery(CLAIM)
                .bind("customer", key.customerId())
                .bind("route", key.route())
                .bind("key", key.key())
                .bind("cutoff", validSince(now))
                .map((row, _) -> read(key, row))
                .one());
    }

    /// Records that the request with the key made this version of the order.
    public void keep(IdempotencyKey key, UUID orderId, int version, Instant now) {
        keep(key, orderId, version, null, now);
    }

    /// Records that the request with the key was refused by a rule.
    public void keep(IdempotencyKey key, Refusal why, Instant now) {
        try {
            keep(key, null, null, json.writeValueAsString(why), now);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a refusal could not be written as JSON", e);
        }
    }

    /// Deletes a batch of keys that are older than 24 hours.
    ///
    /// @param batch 1 to [#CLEAN_BATCH_MAX]
    /// @return the number of deleted keys; less than a full batch means that none is left
    public int clean(Instant now, int batch) {
        return jdbi.withHandle(handle -> handle.createUpdate(CLEAN)
                .bind("cutoff", validSince(now))
                .bind("batch", batch)
                .execute());
    }

    private void keep(
            IdempotencyKey key,
            @Nullable UUID orderId,
            @Nullable Integer version,
            @Nullable String problem,
            Instant now) {
        var kept = jdbi.withHandle(handle -> handle.createUpdate(KEEP)
                .bind("customer", key.customerId())
                .bind("route", key.route())
                .bind("key", key.key())
                .bind("fingerprint", key.fingerprint().bytes())
                .bind("orderId", orderId)
                .bind("version", version)
                .bind("problem", problem)
                .bind("now", now)
                .execute());
        if (kept == 0) {
            throw new KeyTakenException();
        }
    }

    /// Keys created before this time are expired.
    public static Instant validSince(Instant now) {
        return now.minus(KEPT);
    }

    /// Reads the claim from a row of the statement.
    ///
    /// @param row has `mine`, whether the advisory lock of the key was free, and the key's columns, null for a new
    ///     key
    public Claim read(IdempotencyKey key, ResultSet row) throws SQLException {
        var fingerprint = row.getBytes("fingerprint");
        if (fingerprint == null) {
            return row.getBoolean("mine") ? new Claim.Fresh() : new Claim.Running();
        }
        if (!key.fingerprint().matches(fingerprint)) {
            return new Claim.OtherRequest();
        }
        var problem = row.getString("problem");
        return problem == null
                ? new Claim.Done(row.getObject("order_id", UUID.class), row.getInt("order_version"))
                : new Claim.RefusedBefore(refusal(problem));
    }

    private Refusal refusal(String problem) {
        try {
            return json.readValue(problem, Refusal.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored refusal could not be read", e);
        }
    }
}
