package polystore.analytics.rebuild;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/// The sets of tables with facts, measures and the offsets they include: the live one in the schema `public`, and
/// others in schemas of their own. Run as the owner of the database, because this changes schemas.
final class PostgresMeasureSets {

    static final String LIVE = "public";
    /// The set that a rebuild fills.
    static final String REBUILT = "measures_rebuild";
    /// The set that was live before the last switch.
    static final String PREVIOUS = "measures_previous";

    private static final String PASSING = "measures_switch";

    /// Not measures: they stay, whatever set is live. Of the migrations a set has its own history.
    private static final String STAYING =
            "'flyway_schema_history', 'category_fact', 'dead_letter_decision', 'deferred_order'";

    private static final long LOCK = 0x6d65617375726573L;

    private static final String TABLE = "r";
    private static final String VIEW = "v";

    /// The offsets first, as every consumer's transaction locks them first.
    private static final String RELATIONS = """
        select relname from pg_class
         where relnamespace = cast(:schema as regnamespace) and relkind = cast(:kind as "char") and relname not in (%s)
         order by relname <> 'consumer_position', relname
        """.formatted(STAYING);

    private static final String FUNCTIONS = """
        select proname from pg_proc where pronamespace = 'SIDE'::regnamespace order by proname
        """;

    private static final String OTHER_MIGRATIONS = """
        select count(*) from public.flyway_schema_history l
          full join SIDE.flyway_schema_history s on s.version = l.version and s.checksum = l.checksum
         where (l.version is null or s.version is null) and coalesce(l.type, s.type) = 'SQL'
        """;

    /// With these generations no consumer that has claimed partitions of either set can commit any more.
    private static final String FENCE = """
        update SIDE.consumer_position s set generation = 1 + greatest(s.generation, (
               select max(generation) from public.consumer_position))
        """;

    private static final String ANNOUNCED = """
        update SIDE.parked_event s set announced = l.announced, parked_at = l.parked_at
          from public.parked_event l
         where (l.topic, l.partition, l.record_offset) = (s.topic, s.partition, s.record_offset)
        """;

    /// While the switch waits for running transactions, others wait for it: so it waits this long and tries again.
    private static final String WAIT_MAX = "set local statement_timeout = '500ms'";

    private static final int ATTEMPTS_MAX = 60;
    private static final int PAUSE_MS = 500;
    /// Waited too long for a lock, cancelled by the timeout, deadlock.
    private static final Set<String> BUSY = Set.of("55P03", "57014", "40P01");

    private final Handle owner;

    PostgresMeasureSets(Handle owner) {
        this.owner = owner;
    }

    /// Until this connection ends.
    ///
    /// @return false when another rebuild, rollback or drop is running
    boolean lock() {
        return owner.createQuery("select pg_try_advisory_lock(:key)")
                .bind("key", LOCK)
                .mapTo(Boolean.class)
                .one();
    }

    boolean exists(String schema) {
        return owner.createQuery("select to_regnamespace(:schema) is not null")
                .bind("schema", schema)
                .mapTo(Boolean.class)
                .one();
    }

    void create(String schema) {
        owner.execute("create schema " + schema);
    }

    /// Orders whose document does not say all that the measures need; filled with the set.
    void createDeferred(String schema) {
        owner.execute("create table " + schema + ".deferred_order (order_id uuid primary key, version int not null)");
    }

    void drop(String schema) {
        owner.execute("drop schema if exists " + schema + " cascade");
    }

    void analyze(String schema) {
        relations(schema, TABLE).forEach(table -> owner.execute("analyze " + schema + "." + table));
    }

    /// Exchanges the live set with another one in one transaction; the one that was live becomes [#PREVIOUS].
    ///
    /// @throws IllegalStateException when the set has other migrations, or transactions kept the tables locked
    void switchTo(String side) {
        for (var attempt = 1; ; attempt++) {
            try {
                owner.useTransaction(transaction -> exchange(side));
                return;
            } catch (JdbiException e) {
                if (!BUSY.contains(state(e))) {
                    throw e;
                }
                if (attempt == ATTEMPTS_MAX) {
                    throw new IllegalStateException(
                            "Transactions have kept the measures locked during " + ATTEMPTS_MAX
                                    + " attempts to switch; nothing is changed: try again",
                            e);
                }
                pause();
            }
        }
    }

    private void exchange(String side) {
        if (owner.createQuery(in(side, OTHER_MIGRATIONS)).mapTo(Long.class).one() > 0) {
            throw new IllegalStateException("The database was migrated since the tables in " + side
                    + " were made, so they do not fit any more: drop them, and rebuild if needed");
        }
        // By the names of the other set: `public` also has the views of extensions.
        var tables = relations(side, TABLE);
        var views = relations(side, VIEW);
        var functions =
                owner.createQuery(in(side, FUNCTIONS)).mapTo(String.class).list();
        owner.execute(WAIT_MAX);
        owner.execute("lock table "
                + String.join(", ", tables.stream().map(it -> LIVE + "." + it).toList())
                + " in access exclusive mode");
        owner.execute(in(side, FENCE));
        owner.execute(in(side, ANNOUNCED));
        owner.execute("create schema " + PASSING);
        move(LIVE, PASSING, tables, views, functions);
        move(side, LIVE, tables, views, functions);
        move(PASSING, side, tables, views, functions);
        owner.execute("drop schema " + PASSING);
        if (!side.equals(PREVIOUS)) {
            owner.execute("alter schema " + side + " rename to " + PREVIOUS);
        }
        owner.execute(
                "comment on schema " + PREVIOUS + " is 'The measures that were live until " + Instant.now() + "'");
    }

    private void move(String from, String to, List<String> tables, List<String> views, List<String> functions) {
        var statements = new ArrayList<String>();
        tables.forEach(it -> statements.add("alter table " + from + "." + it));
        views.forEach(it -> statements.add("alter view " + from + "." + it));
        functions.forEach(it -> statements.add("alter function " + from + "." + it));
        statements.forEach(it -> owner.execute(it + " set schema " + to));
    }

    private List<String> relations(String schema, String kind) {
        return owner.createQuery(RELATIONS)
                .bind("schema", schema)
                .bind("kind", kind)
                .mapTo(String.class)
                .list();
    }

    private static String in(String side, String sql) {
        return sql.replace("SIDE", side);
    }

    private static String state(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return sql.getSQLState();
            }
        }
        return "";
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
