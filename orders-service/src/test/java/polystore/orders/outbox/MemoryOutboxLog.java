package polystore.orders.outbox;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The outbox in memory, for one leader; passes the same suite as the one in PostgreSQL.
final class MemoryOutboxLog implements OutboxLog {

    private static final Window NOTHING = new Window(0, 0, 0, 0, 0, false);

    private final MemoryDatabase database;
    private final Position position;
    private @Nullable Window current;

    MemoryOutboxLog(MemoryDatabase database, Position position) {
        this.database = database;
        this.position = position;
    }

    /// The row of `relay_position`, which the next leader reads.
    static final class Position {
        Window stored = NOTHING;
    }

    @Override
    public Window open() {
        if (current == null || current.isDone()) {
            var last = current == null ? position.stored : current;
            var from = last.isDone() ? last.toXid() : last.fromXid();
            var to = last.isDone() ? database.horizon() : last.toXid();
            current = window(from, to, last);
        }
        return current;
    }

    private Window window(long from, long to, Window last) {
        var visible = database.visible();
        var ids = visible.stream()
                .filter(row -> row.xid() >= from && row.xid() < to)
                .mapToLong(OutboxEntry::id)
                .summaryStatistics();
        var overtaken = visible.stream().anyMatch(row -> row.xid() >= to);
        return ids.getCount() == 0
                ? new Window(from, to, 0, last.afterId(), last.afterId(), overtaken)
                : new Window(
                        from,
                        to,
                        ids.getMin(),
                        ids.getMax(),
                        last.isDone() ? ids.getMin() - 1 : last.afterId(),
                        overtaken);
    }

    @Override
    public Page page(Window window, int limit) {
        var visible = database.visible();
        var rows = visible.stream()
                .filter(row -> row.xid() >= window.fromXid() && row.xid() < window.toXid())
                .filter(row -> row.id() > window.afterId() && row.id() <= window.lastId())
                .limit(limit)
                .toList();
        var upTo = rows.isEmpty() ? window.lastId() : rows.getLast().id();
        return new Page(window.overtaken() ? withEarlierVersions(rows, visible, window) : rows, upTo);
    }

    private static List<OutboxEntry> withEarlierVersions(
            List<OutboxEntry> rows, List<OutboxEntry> visible, Window window) {
        var highest = rows.stream().collect(Collectors.toMap(OutboxEntry::aggregate, OutboxEntry::version, Math::max));
        var all = new ArrayList<>(rows);
        visible.stream()
                .filter(row -> row.xid() >= window.toXid() && row.version() < highest.getOrDefault(row.aggregate(), 0))
                .forEach(all::add);
        all.sort(Comparator.comparingLong(OutboxEntry::id));
        return all;
    }

    @Override
    public void moved(Window window) {
        current = window;
        position.stored = window;
    }
}
