package polystore.transformers.live;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import polystore.transformers.catalog.TableName;

/// The columns that old rows of a table have in its changes.
///
/// @param relation the table, or a partition of it
/// @param of the table that a mapping names
/// @param full whether old rows have all columns
/// @param columns of the identity; empty where updates and deletions cannot be published at all
/// @param published all columns that can be published
record ReplicaIdentity(TableName relation, TableName of, boolean full, Set<String> columns, Set<String> published) {

    private static final String READ = """
            select w.name, n.nspname, c.relname, c.relreplident = 'f' as is_full,
                   array(select a.attname::text from pg_index x
                           join pg_attribute a on a.attrelid = c.oid and a.attnum = any(x.indkey[0 : x.indnkeyatts - 1])
                          where x.indrelid = c.oid and x.indisvalid and x.indimmediate
                            and ((c.relreplident = 'd' and x.indisprimary) or (c.relreplident = 'i' and x.indisreplident)))
                       as columns,
                   array(select a.attname::text from pg_attribute a
                          where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '')
                       as published
              from unnest(?::text[]) with ordinality as w(name, ord)
             cross join lateral (select to_regclass(w.name)::oid as oid
                                 union select relid::oid from pg_partition_tree(to_regclass(w.name))) p
              join pg_class c on c.oid = p.oid
              join pg_namespace n on n.oid = c.relnamespace
             order by w.ord, n.nspname, c.relname
            """;

    ReplicaIdentity {
        columns = Set.copyOf(columns);
        published = Set.copyOf(published);
    }

    boolean isPartition() {
        return !relation.equals(of);
    }

    boolean has(Collection<String> wanted) {
        return full || columns.containsAll(wanted);
    }

    /// Of the tables and their partitions.
    static List<ReplicaIdentity> read(Connection connection, Collection<TableName> tables) throws SQLException {
        var byName = tables.stream().toList();
        try (var query = connection.prepareStatement(READ)) {
            query.setArray(
                    1,
                    connection.createArrayOf(
                            "text", byName.stream().map(TableName::sql).toArray()));
            var identities = new ArrayList<ReplicaIdentity>();
            try (var row = query.executeQuery()) {
                while (row.next()) {
                    var name = row.getString("name");
                    var of = byName.stream()
                            .filter(it -> it.sql().equals(name))
                            .findFirst()
                            .orElseThrow();
                    identities.add(new ReplicaIdentity(
                            new TableName(row.getString("nspname"), row.getString("relname")),
                            of,
                            row.getBoolean("is_full"),
                            Set.of((String[]) row.getArray("columns").getArray()),
                            Set.of((String[]) row.getArray("published").getArray())));
                }
            }
            return identities;
        }
    }
}
