package polystore.orders.outbox;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.postgres.PostgresPlugin;
import org.jspecify.annotations.Nullable;

/// The outbox in PostgreSQL, used on the connection that holds the leader's lock.
///
/// A leader that loses the connection loses the lock and can no longer change the position.
public final class PostgresOutboxLog implements OutboxLog {

    /// Limits the payload of a page in memory; a larger row is a page of its own.
    private static final int PAGE_BYTES_MAX = 8 << 20;

    /// An unfinished window keeps its end; a new one ends at the oldest running transaction.
    /// `id + 0` keeps the planner from scanning the ids of the whole outbox for the lowest of a few rows.
    static final String OPEN = """
        with bounds as (
            select :from::text::xid8 as from_xid,
                   case when :resume then :to::text::xid8 else pg_snapshot_xmin(pg_current_snapshot()) end as to_xid)
        select from_xid::text::bigint as from_xid, to_xid::text::bigint as to_xid, o.first_id, o.last_id,
               exists (select from outbox where xid >= to_xid) as overtaken
        from bounds, lateral (
            select min(id + 0) as first_id, max(id + 0) as last_id
            from outbox where xid >= from_xid and xid < to_xid) o
        """;

    /// Reads a range of ids, which are dense, so that every page of a backlog costs the same; with a limit
    /// instead, the planner would sort all remaining rows for every page. `offset 0` keeps the condition on xid
    /// from becoming an index range over the whole window.
    static final String PAGE = """
        select * from (
            select *, count(*) over () as in_range,
                   coalesce(sum(octet_length(payload::text)) over (
                       order by id rows between unbounded preceding and 1 preceding), 0) as bytes_before
            from (
                select id, xid::text::bigint as xid, at, event_id, aggregate, version, type, payload, traceparent,
                       xid >= :from::text::xid8 and xid < :to::text::xid8 as inside
                from outbox where id > :after and id <= :upTo offset 0) around
            where inside) weighed
        where bytes_before < :bytes order by id
        """;

    static final String BEYOND = """
        select id, xid::text::bigint as xid, at, event_id, aggregate, version, type, payload, traceparent
        from outbox where aggregate = any(:aggregates) and xid >= :to::text::xid8
        """;

    static final String POSITION = """
        select window_from::text::bigint as from_xid, window_to::text::bigint as to_xid, after_id,
               window_to > pg_snapshot_xmax(pg_current_snapshot()) as in_future
        from relay_position where relay = 'orders'
        """;

    static final String MOVE = """
        update relay_position set window_from = :from::text::xid8, window_to = :to::text::xid8,
               after_id = :after, moved_at = now()
        where relay = 'orders'
        """;

    private final Jdbi jdbi;
    private @Nullable Window current;

    /// @param leader the connection that holds the lock
    public PostgresOutboxLog(Connection leader) {
        this.jdbi = Jdbi.create(leader).installPlugin(new PostgresPlugin());
    }

    @Override
    public Window open() {
        var last = current == null ? stored() : current;
        if (current == null || last.isDone()) {
            current = read(last);
        }
        return current;
    }

    @Override
    public Page page(Window window, int limit) {
        record Row(OutboxEntry entry, int inRange) {}
        var end = Math.min(window.lastId(), window.afterId() + limit);
        var read = jdbi.withHandle(handle -> handle.createQuery(PAGE)
                .bind("from", window.fromXid())
                .bind("to", window.toXid())
                .bind("after", window.afterId())
                .bind("upTo", end)
                .bind("bytes", PAGE_BYTES_MAX)
                .map((row, _) -> new Row(entry(row), row.getInt("in_range")))
                .list());
        var rows = read.stream().map(Row::entry).toList();
        var isWhole = read.isEmpty() || read.getFirst().inRange() == read.size();
        var upTo = isWhole ? end : rows.getLast().id();
        return new Page(window.overtaken() ? withEarlierVersions(rows, window) : rows, upTo);
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

    private Window read(Window last) {
        return jdbi.withHandle(handle -> handle.createQuery(OPEN)
                .bind("resume", !last.isDone())
                .bind("from", last.isDone() ? last.toXid() : last.fromXid())
                .bind("to", last.toXid())
                .map((row, _) -> window(row, last))
                .one());
    }

    private List<OutboxEntry> withEarlierVersions(List<OutboxEntry> rows, Window window) {
        Map<UUID, Integer> highest = rows.stream()
                .filter(row -> row.version() > 1)
                .collect(Collectors.toMap(OutboxEntry::aggregate, OutboxEntry::version, Math::max));
        if (highest.isEmpty()) {
            return rows;
        }
        var all = new ArrayList<>(rows);
        beyond(window, highest.keySet().toArray(UUID[]::new)).stream()
                .filter(row -> row.version() < highest.getOrDefault(row.aggregate(), 0))
                .forEach(all::add);
        all.sort(Comparator.comparingLong(OutboxEntry::id));
        return all;
    }

    private List<OutboxEntry> beyond(Window window, UUID[] aggregates) {
        return jdbi.withHandle(handle -> handle.createQuery(BEYOND)
                .bind("aggregates", aggregates)
                .bind("to", window.toXid())
                .map((row, _) -> entry(row))
                .list());
    }

    /// The position of the last leader: between windows, or inside one.
    private Window stored() {
        return jdbi.withHandle(handle ->
                handle.createQuery(POSITION).map((row, _) -> position(row)).one());
    }

    private static Window position(ResultSet row) throws SQLException {
        if (row.getBoolean("in_future")) {
            throw new IllegalStateException(
                    "The relay's position is ahead of this server's transactions, so the database was copied from"
                            + " another server: set relay_position to the next transaction to deliver");
        }
        var from = row.getLong("from_xid");
        var to = row.getLong("to_xid");
        var after = row.getLong("after_id");
        return new Window(from, to, 0, from == to ? after : Long.MAX_VALUE, after, false);
    }

    /// An unfinished window keeps its `afterId`; that of a new one is below its first row.
    private static Window window(ResultSet row, Window last) throws SQLException {
        var first = row.getLong("first_id");
        var isEmpty = row.wasNull();
        return new Window(
                row.getLong("from_xid"),
                row.getLong("to_xid"),
                first,
                isEmpty ? last.afterId() : row.getLong("last_id"),
                last.isDone() && !isEmpty ? first - 1 : last.afterId(),
                row.getBoolean("overtaken"));
    }

    static OutboxEntry entry(ResultSet row) throws SQLException {
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
