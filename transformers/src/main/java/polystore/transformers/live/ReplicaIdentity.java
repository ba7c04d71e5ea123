package polystore.transformers.live;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import polystore.transformers.catalog.TableName;

/// The columns that old rows of a table have in its changes.
///
/// @param relation the table, a partition of it or a table that inherits from it
/// @param of the table that a mapping names
/// @param inherits whether it inherits: its changes come under its own name, those of a partition under that of its
/// table
/// @param logged whether its changes are in the log, which those of an unlogged table are not
/// @param full whether old rows have all columns
/// @param columns of the identity; empty where updates and deletions cannot be published at all
/// @param published all columns that can be published
/// @param generated whether stored generated columns are among them; only since PostgreSQL 18, which refuses updates
///     of a table with REPLICA IDENTITY FULL that come without them
/// @param toStored how to store virtual generated columns, with which PostgreSQL refuses updates of a table
/// with REPLICA IDENTITY FULL; null without any
record ReplicaIdentity(
        TableName relation,
        TableName of,
        boolean inherits,
        boolean logged,
        boolean full,
        Set<String> columns,
        Set<String> published,
        boolean generated,
        @Nullable String toStored) {

    private static final String READ = """
            select w.name, n.nspname, c.relname, not c.relispartition and c.oid <> to_regclass(w.name) as inherits,
                   c.relpersistence <> 'u' as logged,
                   c.relreplident = 'f' as is_full,
                   array(select a.attname::text from pg_index x
                           join pg_attribute a on a.attrelid = c.oid and a.attnum = any(x.indkey[0 : x.indnkeyatts - 1])
                          where x.indrelid = c.oid and x.indisvalid and x.indimmediate
                            and ((c.relreplident = 'd' and x.indisprimary) or (c.relreplident = 'i' and x.indisreplident)))
                       as columns,
                   array(select a.attname::text from pg_attribute a
                          where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
                            and (a.attgenerated = '' or (a.attgenerated = 's' and v.generated))) as published,
                   v.generated and exists (select from pg_attribute a where a.attrelid = c.oid and a.attgenerated = 's')
                       as generated,
                   (select string_agg(format('drop column %1$I, add column %1$I %2$s generated always as (%3$s) stored',
                                      a.attname, format_type(a.atttypid, a.atttypmod), pg_get_expr(d.adbin, d.adrelid)),
                                      ', ' order by a.attnum)
                      from pg_attribute a join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
                     where a.attrelid = c.oid and a.attgenerated = 'v' and not a.attisdropped) as to_stored
              from unnest(?::text[]) with ordinality as w(name, ord)
             cross join (select current_setting('server_version_num')::int >= 180000 as generated) v
             cross join lateral (with recursive part(oid) as (select to_regclass(w.name)::oid
                                     union select i.inhrelid from part join pg_inherits i on i.inhparent = part.oid)
                                 select oid from part) p
              join pg_class c on c.oid = p.oid
              join pg_namespace n on n.oid = c.relnamespace
             order by w.ord, n.nspname, c.relname
            """;

    ReplicaIdentity {
        columns = Set.copyOf(columns);
        published = Set.copyOf(published);
    }

    /// Whether this is not the table itself.
    boolean isPart() {
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
                            row.getBoolean("inherits"),
                            row.getBoolean("logged"),
                            row.getBoolean("is_full"),
                            Set.of((String[]) row.getArray("columns").getArray()),
                            Set.of((String[]) row.getArray("published").getArray()),
                            row.getBoolean("generated"),
                            row.getString("to_stored")));
                }
            }
            return identities;
        }
    }
}
