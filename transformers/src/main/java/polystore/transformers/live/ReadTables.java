package polystore.transformers.live;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import polystore.transformers.catalog.TableName;
import polystore.transformers.extract.StreamQuery;
import polystore.transformers.plan.Plan;

/// The tables that the statements of a mapping read, as PostgreSQL plans them: computed fields and views may read
/// tables that the mapping does not name. What a function reads is not seen.
final class ReadTables {

    private static final JsonFactory JSON = new JsonFactory();

    /// A partition is part of its table.
    private static final String TABLE_OF = """
            select n.nspname, c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
             where c.oid = (select coalesce(pg_partition_root(r.oid), r.oid) from pg_class r
                              join pg_namespace rn on rn.oid = r.relnamespace where rn.nspname = ? and r.relname = ?)
               and n.nspname not in ('pg_catalog', 'information_schema')
            """;

    private ReadTables() {}

    /// Those that the mapping does not name.
    ///
    /// @param parts partitions of its tables, and tables that inherit from them
    static List<TableName> unknown(Connection connection, Plan plan, Collection<TableName> parts) throws SQLException {
        var read = new TreeSet<TableName>();
        for (var stream : plan.streams()) {
            for (var relation : planned(connection, StreamQuery.of(plan, stream, List.of()))) {
                try (var query = connection.prepareStatement(TABLE_OF)) {
                    query.setString(1, relation.schema());
                    query.setString(2, relation.name());
                    try (var row = query.executeQuery()) {
                        while (row.next()) {
                            read.add(new TableName(row.getString("nspname"), row.getString("relname")));
                        }
                    }
                }
            }
        }
        plan.uses().forEach(use -> read.remove(use.table().name()));
        parts.forEach(read::remove);
        return List.copyOf(read);
    }

    private static List<TableName> planned(Connection connection, String sql) throws SQLException {
        var relations = new ArrayList<TableName>();
        try (var explain = connection.createStatement();
                var row = explain.executeQuery("explain (verbose, costs off, format json) " + sql)) {
            while (row.next()) {
                addRelations(row.getString(1), relations);
            }
        }
        return relations;
    }

    /// In a plan, the schema of a relation is behind its name.
    private static void addRelations(String plan, List<TableName> relations) {
        try (var json = JSON.createParser(plan)) {
            var name = "";
            while (json.nextToken() != null) {
                if (json.currentToken() == JsonToken.VALUE_STRING) {
                    switch (json.currentName()) {
                        case "Relation Name" -> name = json.getText();
                        case "Schema" -> {
                            // A function has a schema too.
                            if (!name.isEmpty()) {
                                relations.add(new TableName(json.getText(), name));
                                name = "";
                            }
                        }
                        case null, default -> {}
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL sent a plan that is no JSON", e);
        }
    }
}
