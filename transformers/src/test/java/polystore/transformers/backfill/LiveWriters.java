package polystore.transformers.backfill;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import polystore.transformers.extract.Engine;
import polystore.transformers.extract.RootKey;
import polystore.transformers.plan.Plan;
import polystore.transformers.run.Recompute;

/// Insert, change, move and delete rows, and recompute the roots that they touched, as a live source does.
final class LiveWriters implements AutoCloseable {

    private static final int WRITERS = 2;

    private final Engine engine;
    private final Recompute recompute;
    private final int roots;
    private final AtomicBoolean stopping = new AtomicBoolean();
    private final ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
    private final List<Future<Integer>> running = new ArrayList<>();

    /// @param roots changes are made to ids from 1 to a few more than this
    LiveWriters(Engine engine, Plan plan, int roots) {
        this.engine = engine;
        this.recompute = engine.recompute(plan);
        this.roots = roots;
        for (var i = 0; i < WRITERS; i++) {
            var random = new Random(i);
            running.add(threads.submit(() -> write(random)));
        }
    }

    private int write(Random random) throws SQLException {
        var changes = 0;
        try (var connection = engine.source().getConnection()) {
            for (; !stopping.get(); changes++) {
                var one = 1 + random.nextInt(roots);
                var other = one + 1 + random.nextInt(50);
                var xid = change(connection, random, one, other);
                recompute.of(List.of(key(one), key(other)), new long[] {xid});
            }
        }
        return changes;
    }

    private static RootKey key(int root) {
        return new RootKey(List.of(String.valueOf(root)));
    }

    /// In the order of ids, so that two writers do not wait for each other.
    private static long change(Connection connection, Random random, int low, int high) throws SQLException {
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.execute("insert into root values (" + low + ", 'new', 1), (" + high
                    + ", 'new', 1) on conflict (id) do update set name = 'changed ' || random()");
            switch (random.nextInt(4)) {
                case 0 -> statement.execute("delete from root where id = " + high);
                case 1 ->
                    statement.execute("update child set root_id = " + high + " where root_id = " + low
                            + " and not exists (select from child c where c.root_id = " + high
                            + " and c.no = child.no)");
                case 2 -> statement.execute("delete from child where root_id = " + low);
                default ->
                    statement.execute("insert into child values (" + low + ", " + random.nextInt(1_000)
                            + ", 'more') on conflict do nothing");
            }
            long xid;
            try (var row = statement.executeQuery("select pg_current_xact_id()::text::bigint")) {
                row.next();
                xid = row.getLong(1);
            }
            connection.commit();
            return xid;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    /// @return how many changes were made
    int stop() throws Exception {
        stopping.set(true);
        var changes = 0;
        for (var writer : running) {
            changes += writer.get(1, TimeUnit.MINUTES);
        }
        return changes;
    }

    @Override
    public void close() {
        stopping.set(true);
        threads.shutdownNow();
    }
}
