package polystore.transformers.live;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import polystore.transformers.catalog.Names;
import polystore.transformers.catalog.Table;
import polystore.transformers.catalog.TableName;
import polystore.transformers.plan.Plan;
import polystore.transformers.plan.TableUse;
import polystore.transformers.shape.Fault;

/// Checks whether a mapping can be followed; each fault has the statement that corrects it.
final class Readiness {

    private static final String SERVER = """
            select current_setting('wal_level') as wal_level, current_setting('server_version_num')::int as version,
                   current_user as name, (select rolreplication or rolsuper from pg_roles where rolname = current_user)
                       as may_replicate
            """;

    /// The first that publishes lists of columns.
    private static final int VERSION_MIN = 150_000;

    private final Plan plan;
    private final String publication;
    private final Set<TableName> published;
    private final List<OtherPublication> others;
    private final Set<Fault> faults = new LinkedHashSet<>();

    private Readiness(Plan plan, String publication, Set<TableName> published, List<OtherPublication> others) {
        this.plan = plan;
        this.publication = publication;
        this.published = published;
        this.others = others;
    }

    /// @param publication that exists, or is to be made
    /// @throws NotReadyException with all faults
    static void check(Connection connection, Plan plan, List<ReplicaIdentity> identities, String publication)
            throws SQLException {
        var published = Publication.columns(connection, publication).keySet();
        var readiness = new Readiness(plan, publication, published, OtherPublication.read(connection, publication));
        readiness.server(connection);
        readiness.tables(ReadTables.unknown(
                connection,
                plan,
                identities.stream().map(ReplicaIdentity::relation).toList()));
        plan.uses().forEach(readiness::index);
        identities.forEach(readiness::identity);
        if (!readiness.faults.isEmpty()) {
            throw new NotReadyException(List.copyOf(readiness.faults));
        }
    }

    private void server(Connection connection) throws SQLException {
        try (var query = connection.createStatement();
                var row = query.executeQuery(SERVER)) {
            row.next();
            if (row.getInt("version") < VERSION_MIN) {
                fault("source", "PostgreSQL is older than version 15", "upgrade it");
            }
            if (!row.getString("wal_level").equals("logical")) {
                fault(
                        "source",
                        "the server does not log changes for logical replication",
                        "alter system set wal_level = 'logical', and restart the server");
            }
            if (!row.getBoolean("may_replicate")) {
                fault(
                        "source",
                        "the user " + row.getString("name") + " may not use replication",
                        "alter role " + Names.quoted(row.getString("name")) + " replication");
            }
        }
    }

    private void tables(Collection<TableName> unknown) {
        for (var use : plan.uses()) {
            if (use.table().view()) {
                fault(
                        use.table().name().toString(),
                        "it is a view or a foreign table, whose changes are not published",
                        "map the tables that it reads");
            }
        }
        for (var table : unknown) {
            fault(
                    table.toString(),
                    "a computed field (sql:) or a view reads it, so its changes do not lead to a root",
                    "embed its rows with one: or many:, or use transform run");
        }
    }

    /// Down from a row to those joined to it, and up again.
    private void index(TableUse use) {
        var above = use.above();
        if (above != null) {
            index(use.table(), use.columns());
            index(above.table(), use.aboveColumns());
        }
    }

    private void index(Table table, List<String> columns) {
        if (!table.view() && !table.isFoundBy(columns)) {
            fault(
                    table.name().toString(),
                    "no index finds its rows by " + String.join(", ", columns) + ", so each change would read all",
                    "create index on " + table.name().sql() + " (" + Names.quoted(columns) + ")");
        }
    }

    private void identity(ReplicaIdentity identity) {
        var wanted = new LinkedHashSet<String>();
        for (var use : plan.uses()) {
            if (use.table().name().equals(identity.of()) && !use.table().view()) {
                wanted.addAll(use.columns());
            }
        }
        if (wanted.isEmpty()) {
            return;
        }
        if (!identity.logged()) {
            fault(
                    identity.relation().toString(),
                    "it is unlogged, so its changes cannot be published",
                    "alter table " + identity.relation().sql() + " set logged");
        }
        if (identity.columns().isEmpty() && !identity.full()) {
            fault(
                    identity.relation().toString(),
                    "it has no replica identity, so PostgreSQL would refuse to update its rows once they are published",
                    correction(identity, wanted));
        } else if (!identity.has(wanted)) {
            fault(
                    identity.relation().toString(),
                    "the old row of a deletion or update comes without " + String.join(", ", wanted)
                            + ", which leads to the root",
                    correction(identity, wanted));
        } else if (identity.full() && identity.toStored() != null) {
            fault(
                    identity.relation().toString(),
                    "with REPLICA IDENTITY FULL, PostgreSQL would refuse to update its rows once they are published,"
                            + " because it has virtual generated columns",
                    correction(identity, wanted));
        }
    }

    /// PostgreSQL refuses updates of a published table whose identity is not among the published columns; a table that
    /// is taken out is published again at the next start.
    private String correction(ReplicaIdentity identity, Set<String> wanted) {
        var table = plan.uses().stream()
                .map(TableUse::table)
                .filter(it -> it.name().equals(identity.of()))
                .findFirst()
                .orElseThrow();
        var statements = OtherPublication.with(others, identity, IdentityStatements.of(identity, table, wanted));
        return published.contains(identity.of())
                ? "alter publication " + Names.quoted(publication) + " drop table "
                        + identity.of().sql() + "; " + statements
                : statements;
    }

    private void fault(String place, String problem, String correction) {
        faults.add(new Fault(place, problem, correction));
    }
}
