package polystore.orders.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import polystore.orders.outbox.OutboxLog.Page;

/// Checks the relay's guarantees under random interleavings, and that each of the likely faults is found.
/// `-Drelay.seed=42` runs one seed.
class RelaySimulationTest {

    private static final long SEEDS = 150;
    private static final long SEEDS_UNTIL_FOUND_MAX = 20;

    /// Known faults of a relay.
    enum Planted {
        /// Reads rows above the last id, and so loses those of a slower transaction.
        CURSOR_BY_ID("EveryCommittedRowIsDelivered") {
            @Override
            Window open(OutboxLog log, MemoryDatabase database, MemoryOutboxLog.Position position) {
                var after = position.stored.afterId();
                var last = database.visible().stream()
                        .mapToLong(OutboxEntry::id)
                        .max()
                        .orElse(0);
                return new Window(0, Long.MAX_VALUE, 0, Math.max(last, after), after, false);
            }
        },
        /// Sends a window in the order of xids, and so swaps versions that waited for a lock.
        ORDER_BY_XID("VersionsArriveInOrderPerAggregate") {
            @Override
            Page page(OutboxLog log, Window window, MemoryDatabase database) {
                var rows = new ArrayList<>(log.page(window, Integer.MAX_VALUE).entries());
                rows.sort(Comparator.comparingLong(OutboxEntry::xid).thenComparingLong(OutboxEntry::id));
                return new Page(rows, window.lastId());
            }
        },
        /// Moves the position before Kafka has acknowledged the rows.
        MOVED_BEFORE_ACKNOWLEDGED("EveryCommittedRowIsDelivered") {
            @Override
            Page page(OutboxLog log, Window window, MemoryDatabase database) {
                var page = log.page(window, 3);
                log.moved(window.deliveredTo(page.upToId()));
                return page;
            }
        },
        /// Reads only the rows of the window, and so misses earlier versions beyond it while a third transaction runs.
        WINDOW_ALONE("VersionsArriveInOrderPerAggregate") {
            @Override
            Page page(OutboxLog log, Window window, MemoryDatabase database) {
                var page = log.page(window, 3);
                return new Page(
                        page.entries().stream()
                                .filter(row -> row.xid() < window.toXid())
                                .toList(),
                        page.upToId());
            }
        },
        /// Reads rows that are not committed.
        DIRTY_READ("NothingUncommittedIsDelivered") {
            @Override
            Page page(OutboxLog log, Window window, MemoryDatabase database) {
                var rows = database.rows.stream()
                        .map(MemoryDatabase.Row::entry)
                        .filter(row -> row.id() > window.afterId() && row.id() <= window.lastId())
                        .toList();
                return new Page(rows, window.lastId());
            }
        };

        private final String breaks;

        Planted(String breaks) {
            this.breaks = breaks;
        }

        Window open(OutboxLog log, MemoryDatabase database, MemoryOutboxLog.Position position) {
            return log.open();
        }

        Page page(OutboxLog log, Window window, MemoryDatabase database) {
            return log.page(window, 3);
        }

        OutboxLog in(OutboxLog log, MemoryDatabase database, MemoryOutboxLog.Position position) {
            return new OutboxLog() {
                @Override
                public Window open() {
                    return Planted.this.open(log, database, position);
                }

                @Override
                public Page page(Window window, int limit) {
                    return Planted.this.page(log, window, database);
                }

                @Override
                public void moved(Window window) {
                    log.moved(window);
                }
            };
        }
    }

    @Test
    void keepsItsGuaranteesUnderEveryInterleaving() {
        var only = Long.getLong("relay.seed");
        var seeds = only == null ? LongStream.range(0, SEEDS) : LongStream.of(only);
        seeds.forEach(seed ->
                assertThat(broken(seed, (log, _, _) -> log)).as("seed %d", seed).isEmpty());
    }

    @ParameterizedTest
    @EnumSource
    void findsThePlantedFault(Planted fault) {
        var found = LongStream.range(0, SEEDS_UNTIL_FOUND_MAX)
                .filter(seed -> broken(seed, fault::in).stream().anyMatch(said -> said.startsWith(fault.breaks)))
                .findFirst();

        assertThat(found).as("%s within %d seeds", fault, SEEDS_UNTIL_FOUND_MAX).isPresent();
    }

    @Test
    void simulatesEnoughCrashesFailuresAndRepeats() {
        var stops = new ArrayList<String>();
        var repeats = 0;
        for (var seed = 0; seed < 50; seed++) {
            var world = new RelaySimulation(seed, (log, _, _) -> log);
            world.run();
            stops.addAll(world.stops);
            repeats += world.delivered.size() - new HashSet<>(world.delivered).size();
        }

        assertThat(stops).hasSizeGreaterThan(100).anyMatch(stop -> stop.contains("Crash"));
        assertThat(stops).anyMatch(stop -> stop.contains("Unavailable"));
        assertThat(repeats).isGreaterThan(50);
    }

    private static List<String> broken(long seed, RelaySimulation.Fault fault) {
        var world = new RelaySimulation(seed, fault);
        world.run();
        var broken = new ArrayList<>(world.broken);
        var delivered = new HashSet<>(world.delivered);
        world.database.rows.stream()
                .filter(row -> row.isCommitted() && !delivered.contains(row.entry()))
                .forEach(row -> broken.add("EveryCommittedRowIsDelivered: " + row.entry()));
        world.database.rows.stream()
                .filter(row -> row.isCommitted() && !world.touched.contains(row.entry()))
                .forEach(row -> broken.add("EveryChangedOrderHasItsDocument: " + row.entry()));
        var versions = new HashMap<UUID, Integer>();
        world.delivered.stream().distinct().forEach(row -> {
            var before = versions.put(row.aggregate(), row.version());
            if (before != null && before >= row.version()) {
                broken.add("VersionsArriveInOrderPerAggregate: " + before + " before " + row);
            }
        });
        return broken;
    }
}
