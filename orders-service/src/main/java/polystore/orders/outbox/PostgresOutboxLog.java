package polystore.orders.outbox;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.postgres.PostgresPlugin;
import org.jspecify.annotations.Nullable;

/// The outbox in PostgreSQL, read and moved on the one connection that holds the leader's lock.
///
/// Whoever loses the connection loses the lock, and cannot move the position any more.
public final class PostgresOutboxLog implements OutboxLog {

    /// An unfinished window ends where it was to end; a new one ends at the oldest transaction that still runs.
    static final String OPEN = """
            with bounds as (
                select case when :resume then :from else :to end::text::xid8 as from_xid,
                       case when :resume then :to::text::xid8 else pg_snapshot_xmin(pg_current_snapshot()) end as to_xid)
            select from_xid::text::bigint as from_xid, to_xid::text::bigint as to_xid, o.first_id, o.last_id
            from bounds, lateral (
                select min(id) as first_id, max(id) as last_id from outbox where xid >= from_xid and xid < to_xid) o
            """;

    /// Ids rise nearly with xids, so the range by id holds little that the window does not.
    static final String PAGE = """
            select id, xid::text::bigint as xid, at, event_id, aggregate, version, type, payload, traceparent,
                   xid >= :from::text::xid8 and xid < :to::text::xid8 as inside
            from outbox where id > :after and id <= :last order by id limit :limit
            """;

    static final String POSITION = """
            select window_from::text::bigint as from_xid, window_to::text::bigint as to_xid, after_id
            from relay_position where relay = 'orders'
            """;

    static final String MOVE = """
            update relay_position set window_from = :from::text::xid8, window_to = :to::text::xid8,
                   after_id = :after, moved_at = now()
            where relay = 'orders'
            """;

    static final String PARK = """
            insert into outbox_parked (id, event_id, aggregate, version, type, payload, at, traceparent, cause)
            values (:id, :eventId, :aggregate, :version, :type, :payload::json, :at, :traceparent, :cause)
            on conflict (id) do nothing
            """;

    private final Jdbi jdbi;
    private final Set<UUID> parked;
    private @Nullable Window current;

    /// @param leader the connection that holds the lock
    public PostgresOutboxLog(Connection leader) {
        this.jdbi = Jdbi.create(leader).installPlugin(new PostgresPlugin());
        this.parked = new HashSet<>(
                jdbi.withHandle(handle -> handle.createQuery("select distinct aggregate from outbox_parked")
                        .mapTo(UUID.class)
                        .list()));
    }

    @Override
    public Window open() {
        var last = current == null ? stored() : current;
        current = jdbi.withHandle(handle -> handle.createQuery(OPEN)
                .bind("resume", !last.isDone())
                .bind("from", last.fromXid())
                .bind("to", last.toXid())
                .map((row, _) -> window(row, last))
                .one());
        return current;
    }

    @Override
    public Page page(Window window, int limit) {
        record Row(OutboxEntry entry, boolean inside) {}
        var rows = jdbi.withHandle(handle -> handle.createQuery(PAGE)
                .bind("from", window.fromXid())
                .bind("to", window.toXid())
                .bind("after", window.afterId())
                .bind("last", window.lastId())
                .bind("limit", limit)
                .map((row, _) -> new Row(entry(row), row.getBoolean("inside")))
                .list());
        var upTo =
                rows.size() < limit ? window.lastId() : rows.getLast().entry().id();
        return new Page(rows.stream().filter(Row::inside).map(Row::entry).toList(), upTo);
    }

    @Override
    public void moved(Window window) {
        jdbi.useHandle(handle -> handle.createUpdate(MOVE)
                .bind("from", window.isDone() ? window.toXid() : window.fromXid())
                .bind("to", window.toXid())
                .bind("after", window.afterId())
                .execute());
        current = window;
    }

    @Override
    public void park(List<OutboxEntry> entries, String cause) {
        jdbi.useHandle(handle -> {
            var batch = handle.prepareBatch(PARK);
            entries.forEach(entry -> batch.bind("id", entry.id())
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
        entries.forEach(entry -> parked.add(entry.aggregate()));
    }

    @Override
    public Set<UUID> parked() {
        return Set.copyOf(parked);
    }

    /// Where the last leader stopped: between windows, or inside one.
    private Window stored() {
        return jdbi.withHandle(handle -> handle.createQuery(POSITION)
                .map((row, _) -> {
                    var from = row.getLong("from_xid");
                    var to = row.getLong("to_xid");
                    var after = row.getLong("after_id");
                    return new Window(from, to, 0, from == to ? after : Long.MAX_VALUE, after);
                })
                .one());
    }

    /// `afterId` of an unfinished window is kept; a new one begins below its first row.
    private static Window window(ResultSet row, Window last) throws SQLException {
        var first = row.getLong("first_id");
        var isEmpty = row.wasNull();
        return new Window(
                row.getLong("from_xid"),
                row.getLong("to_xid"),
                first,
                isEmpty ? last.afterId() : row.getLong("last_id"),
                last.isDone() && !isEmpty ? first - 1 : last.afterId());
    }

    private static OutboxEntry entry(ResultSet row) throws SQLException {
        return new OutboxEntry(
                row.getLong("id"),
                row.getLong("xid"),
                row.getTimestamp("at").toInstant(),
                row.getObject("event_id", UUID.class),
                row.getObject("aggregate", UUID.class),
                row.getInt("version"),
                row.getString("type"),
                row.getString("payload"),
                row.getString("traceparent"));
    }
}
