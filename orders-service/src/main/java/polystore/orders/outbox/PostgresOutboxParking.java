package polystore.orders.outbox;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/// Parked rows in PostgreSQL. They are copies, because old partitions of the outbox are dropped.
public final class PostgresOutboxParking implements OutboxParking {

    static final String PARK = """
        insert into outbox_parked (id, event_id, aggregate, version, type, payload, at, traceparent, cause)
        values (:id, :eventId, :aggregate, :version, :type, :payload::json, :at, :traceparent, :cause)
        on conflict (id) do nothing
        """;

    static final String BLOCKED = "select distinct aggregate from outbox_parked where aggregate = any(:aggregates)";

    static final String PARKED = """
        select id, 0::bigint as xid, at, event_id, aggregate, version, type, payload, traceparent
        from outbox_parked where id > :after order by id limit :limit
        """;

    static final String RELEASE = "delete from outbox_parked where id = any(:ids)";

    private final Jdbi jdbi;

    public PostgresOutboxParking(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public void park(Map<OutboxEntry, String> rows) {
        jdbi.useHandle(handle -> {
            var batch = handle.prepareBatch(PARK);
            rows.forEach((entry, cause) -> batch.bind("id", entry.id())
                    .bind("eventId", entry.eventId())
                    .bind("aggregate", entry.aggregate())
                    .bind("version", entry.version())
                    .bind("type", entry.type())
                    .bind("payload", entry.payload())
                    .bind("at", entry.at())
                    .bind("traceparent", entry.traceparent())
                    .bind("cause", cause)
                    .add());
            batch.execute();
        });
    }

    @Override
    public Set<UUID> blocked(Collection<UUID> aggregates) {
        return jdbi.withHandle(handle -> handle.createQuery(BLOCKED)
                .bindArray("aggregates", UUID.class, aggregates)
                .mapTo(UUID.class)
                .set());
    }

    @Override
    public List<OutboxEntry> parked(long afterId, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery(PARKED)
                .bind("after", afterId)
                .bind("limit", limit)
                .map((row, _) -> PostgresOutboxLog.entry(row))
                .list());
    }

    @Override
    public void release(Collection<OutboxEntry> rows) {
        jdbi.useHandle(handle -> handle.createUpdate(RELEASE)
                .bindArray("ids", Long.class, rows.stream().map(OutboxEntry::id).toList())
                .execute());
    }
}
