package polystore.transformers.live;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import polystore.transformers.catalog.Names;
import polystore.transformers.catalog.TableName;

/// A publication that lists columns of a table, for another mapping or another program. Once the table has another
/// replica identity, PostgreSQL refuses the updates of the application because of that list.
///
/// @param filter condition of the published rows; null for all
record OtherPublication(
        String name, TableName table, @Nullable String filter) {

    private static final String READ = """
            select p.pubname, n.nspname, c.relname, pg_get_expr(r.prqual, r.prrelid) as filter
              from pg_publication_rel r
              join pg_publication p on p.oid = r.prpubid
              join pg_class c on c.oid = r.prrelid
              join pg_namespace n on n.oid = c.relnamespace
             where r.prattrs is not null and p.pubname <> ? and (p.pubupdate or p.pubdelete)
             order by p.pubname
            """;

    /// @param publication of this mapping
    static List<OtherPublication> read(Connection connection, String publication) throws SQLException {
        var others = new ArrayList<OtherPublication>();
        try (var query = connection.prepareStatement(READ)) {
            query.setString(1, publication);
            try (var row = query.executeQuery()) {
                while (row.next()) {
                    others.add(new OtherPublication(
                            row.getString("pubname"),
                            new TableName(row.getString("nspname"), row.getString("relname")),
                            row.getString("filter")));
                }
            }
        }
        return others;
    }

    /// Publishes all columns, with the same rows, in the transaction of statements that give a table another identity.
    static String with(List<OtherPublication> others, ReplicaIdentity identity, String statements) {
        var widened = others.stream()
                .filter(it -> it.table.equals(identity.of()) || it.table.equals(identity.relation()))
                .map(OtherPublication::ofAllColumns)
                .toList();
        return widened.isEmpty() ? statements : "begin; " + String.join("", widened) + statements + "; commit";
    }

    private String ofAllColumns() {
        var alter = "alter publication " + Names.quoted(name);
        return alter + " drop table " + table.sql() + "; " + alter + " add table " + table.sql()
                + (filter == null ? "" : " where (" + filter + ")") + "; ";
    }
}
