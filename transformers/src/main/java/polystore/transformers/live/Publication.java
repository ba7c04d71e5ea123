package polystore.transformers.live;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import polystore.transformers.catalog.Names;
import polystore.transformers.catalog.SqlMessage;
import polystore.transformers.catalog.TableName;
import polystore.transformers.plan.Plan;

/// The publication of a mapping: its tables with the columns that lead to the root and those of their replica identity.
///
/// Without the latter, or with any list of columns under REPLICA IDENTITY FULL, PostgreSQL would refuse the updates of
/// the application.
final class Publication {

    private static final String LISTED = """
            select t.schemaname, t.tablename, t.attnames::text[] as columns from pg_publication_tables t
              join pg_publication p on p.pubname = t.pubname
             where t.pubname = ? and t.rowfilter is null and p.pubinsert and p.pubupdate and p.pubdelete
               and p.pubtruncate and p.pubviaroot
            """;

    /// Every change of a publication makes new versions of these rows.
    private static final String VERSION = """
            select p.oid || '.' || p.xmin || coalesce((select string_agg(r.oid || '.' || r.xmin, ',' order by r.oid)
                       from pg_publication_rel r where r.prpubid = p.oid), '')
              from pg_publication p where p.pubname = ?
            """;

    private final String name;
    /// In the order of names, each with its columns; with none for all.
    private final Map<TableName, Set<String>> tables;
    private final Map<TableName, Set<String>> needed;

    private final boolean generated;

    private Publication(
            String name, Map<TableName, Set<String>> tables, Map<TableName, Set<String>> needed, boolean generated) {
        this.name = name;
        this.generated = generated;
        this.tables = tables;
        this.needed = needed;
    }

    static Publication of(String name, Plan plan, List<ReplicaIdentity> identities) {
        var tables = new TreeMap<TableName, Set<String>>();
        for (var use : plan.uses()) {
            tables.computeIfAbsent(use.table().name(), _ -> new TreeSet<>()).addAll(use.columns());
        }
        var needed = new HashMap<TableName, Set<String>>();
        tables.forEach((table, columns) -> needed.put(table, new TreeSet<>(columns)));
        for (var identity : identities) {
            if (identity.inherits()) {
                // It is published with its table, so a list of columns of its own would contradict.
                tables.put(identity.of(), Set.of());
                tables.computeIfPresent(identity.relation(), (_, _) -> Set.of());
                needed.computeIfAbsent(identity.relation(), _ -> new TreeSet<>())
                        .addAll(identity.published());
            } else if (identity.full() || identity.isPart()) {
                tables.put(identity.of(), Set.of());
                needed.getOrDefault(identity.of(), new TreeSet<>()).addAll(identity.published());
            } else {
                tables.computeIfPresent(identity.of(), (_, columns) -> both(columns, identity.columns()));
                needed.getOrDefault(identity.of(), new TreeSet<>()).addAll(identity.columns());
            }
        }
        return new Publication(name, tables, needed, identities.stream().anyMatch(ReplicaIdentity::generated));
    }

    /// All columns stay all columns.
    private static Set<String> both(Set<String> columns, Set<String> more) {
        if (!columns.isEmpty()) {
            columns.addAll(more);
        }
        return columns;
    }

    String statement() {
        var list = new ArrayList<String>();
        tables.forEach((table, columns) -> list.add(table.sql()
                + (columns.isEmpty()
                        ? ""
                        : " ("
                                + String.join(
                                        ", ",
                                        columns.stream().map(Names::quoted).toList())
                                + ")")));
        return "create publication " + Names.quoted(name) + " for table " + String.join(", ", list)
                + " with (publish_via_partition_root = true" + (generated ? ", publish_generated_columns = stored" : "")
                + ")";
    }

    /// Makes it where it is missing or publishes less than is needed.
    ///
    /// @return its version, which differs after every change
    /// @throws NotReadyException with the statement for an owner, when this user may not
    String ensure(Connection connection) throws SQLException {
        if (!isEnough(connection)) {
            make(connection);
        }
        return version(connection, name);
    }

    private boolean isEnough(Connection connection) throws SQLException {
        var listed = columns(connection, name);
        return needed.entrySet().stream()
                .allMatch(it -> listed.getOrDefault(it.getKey(), Set.of()).containsAll(it.getValue()));
    }

    /// The columns that a publication has of each table; of none where it does not publish all changes.
    static Map<TableName, Set<String>> columns(Connection connection, String name) throws SQLException {
        var listed = new HashMap<TableName, Set<String>>();
        try (var query = connection.prepareStatement(LISTED)) {
            query.setString(1, name);
            try (var row = query.executeQuery()) {
                while (row.next()) {
                    listed.put(new TableName(row.getString("schemaname"), row.getString("tablename")), Set.of((String[])
                            row.getArray("columns").getArray()));
                }
            }
        }
        return listed;
    }

    private void make(Connection connection) throws SQLException {
        var statements = "drop publication if exists " + Names.quoted(name) + "; " + statement();
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.execute(statements);
            connection.commit();
        } catch (SQLException e) {
            connection.rollback();
            if (!LiveFailure.isRefusal(e)) {
                throw e;
            }
            throw new NotReadyException(
                    "publication",
                    "this user may not publish the tables (" + SqlMessage.of(e) + ")",
                    "run as their owner: " + statements);
        } finally {
            connection.setAutoCommit(true);
        }
    }

    /// @return empty when there is none
    static String version(Connection connection, String name) throws SQLException {
        try (var query = connection.prepareStatement(VERSION)) {
            query.setString(1, name);
            try (var row = query.executeQuery()) {
                return row.next() ? row.getString(1) : "";
            }
        }
    }
}
