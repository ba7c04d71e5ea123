package polystore.transformers.live;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.postgresql.ds.PGSimpleDataSource;
import polystore.transformers.backfill.Backfill;
import polystore.transformers.backfill.RootDeadLetters;
import polystore.transformers.catalog.Table;
import polystore.transformers.catalog.TableName;
import polystore.transformers.plan.Plan;
import polystore.transformers.plan.TableUse;
import polystore.transformers.run.PlannedMapping;
import polystore.transformers.run.Recompute;
import polystore.transformers.run.SchemaChangedException;
import polystore.transformers.run.SchemaGuard;
import polystore.transformers.run.UsedSchema;
import polystore.transformers.turnstile.Turnstile;

/// What one connection to the source is followed with: the plan of the mapping at this time, the feed and the writer.
final class LiveSession implements AutoCloseable {

    private final LiveSettings settings;
    private final LiveState state;
    private final Connection connection;
    private final Plan plan;
    private final UsedSchema schema;
    private final Turnstile turnstile;
    private final Recompute recompute;
    private final Reconcile reconcile;
    private final LiveProgress progress;
    private final RootQueue queue;
    private final RootFinder finder;
    private final String publication;
    private final ChangeFeed feed;
    private final FullXids xids;
    private final List<ReplicaIdentity> identities;

    /// Everything is recomputed first where that is needed: then no feed is open that would have to be kept alive.
    LiveSession(
            LiveState state,
            PlannedMapping planned,
            PGSimpleDataSource source,
            LiveStores stores,
            LiveSettings settings,
            LiveProgress progress,
            BooleanSupplier stopping)
            throws SQLException, InterruptedException {
        this.settings = settings;
        this.state = state;
        this.connection = state.connection();
        this.plan = planned.plan();
        this.schema = planned.schema();
        this.turnstile = stores.turnstile();
        this.progress = progress;
        this.recompute = new Recompute(plan, turnstile, new SchemaGuard(stores.sink(), stores.pool(), schema));
        this.reconcile = new Reconcile(
                source,
                plan,
                recompute,
                stores.stored(),
                new Backfill.Settings(settings.target(), false, settings.workers(), Backfill.Settings.RANGE_ROOTS, 0));
        this.finder = new RootFinder(plan);
        this.identities = ReplicaIdentity.read(connection, tables());
        this.publication = prepare(stopping);
        this.xids = new FullXids(connection);
        this.queue = queue(stores);
        this.feed = openFeed(source);
    }

    private RootQueue queue(LiveStores stores) {
        return stores.queue() == null
                ? new RecomputedHere(
                        recompute, new RootDeadLetters(plan.mapping().name(), settings.target()), stores.pool())
                : stores.queue().open(state.slot(), schema.signature(plan));
    }

    private ChangeFeed openFeed(PGSimpleDataSource source) throws SQLException {
        try {
            return ChangeFeed.open(source, state.slot(), state.slot());
        } catch (SQLException | RuntimeException e) {
            queue.close();
            throw e;
        }
    }

    private String prepare(BooleanSupplier stopping) throws SQLException, InterruptedException {
        Readiness.check(connection, plan, identities, state.slot());
        var lifecycle = new Lifecycle(state, Publication.of(state.slot(), plan, identities), progress);
        var version = lifecycle.prepare();
        var stored = state.load();
        var signature = schema.signature(plan);
        if (!stored.reconcile() && !signature.equals(stored.signature())) {
            lifecycle.alarm("the mapping or the tables that it uses were changed; all documents are recomputed");
            state.needReconcile(false);
        }
        if (state.load().reconcile() && reconcile.everything(progress.recomputes(), () -> !stopping.getAsBoolean())) {
            state.reconciled(signature);
        }
        return version;
    }

    private List<TableName> tables() {
        return plan.uses().stream()
                .map(TableUse::table)
                .map(Table::name)
                .distinct()
                .toList();
    }

    /// The tables of the mapping that a published table has rows of: itself, and those that it inherits from.
    Set<TableName> tablesOf(TableName published) {
        return identities.stream()
                .filter(it -> it.relation().equals(published))
                .map(ReplicaIdentity::of)
                .collect(Collectors.toSet());
    }

    /// @param rootsOnly whether only documents without rows are to be removed
    /// @return false when it was given up
    boolean reconcile(boolean rootsOnly, BooleanSupplier stopping) throws SQLException, InterruptedException {
        Reconcile.Tick tick = () -> {
            feed.keepAlive();
            return !stopping.getAsBoolean();
        };
        if (rootsOnly) {
            return reconcile.withoutRows(tick);
        }
        state.needReconcile(false);
        if (!reconcile.everything(progress.recomputes(), tick)) {
            return false;
        }
        state.reconciled(schema.signature(plan));
        return true;
    }

    /// @throws SchemaChangedException when the tables or the publication are not as they were
    void check() throws SQLException {
        schema.verify(connection);
        if (!Publication.version(connection, state.slot()).equals(publication)) {
            throw new SchemaChangedException("the publication " + state.slot() + " is not as it was made");
        }
        xids.refresh(connection);
    }

    Plan plan() {
        return plan;
    }

    LiveSettings settings() {
        return settings;
    }

    LiveState state() {
        return state;
    }

    RootQueue queue() {
        return queue;
    }

    ChangeFeed feed() {
        return feed;
    }

    FullXids xids() {
        return xids;
    }

    RootFinder finder() {
        return finder;
    }

    Turnstile turnstile() {
        return turnstile;
    }

    @Override
    public void close() throws SQLException {
        try {
            feed.close();
        } finally {
            queue.close();
        }
    }
}
