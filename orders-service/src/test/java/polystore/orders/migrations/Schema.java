package polystore.orders.migrations;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import polystore.platform.persistence.migration.PostgresMigration;
import polystore.platform.testing.TestStores;
import polystore.stores.Credentials;
import polystore.stores.ServiceDatabase;

/// A database whose schema is migrated and undone as an operator would do it.
record Schema(ServiceDatabase database) {

    private static final Path MAIN = Path.of("src/main/resources/db");
    private static final Path RENAME = Path.of("src/test/resources/rename");

    static Schema empty() {
        return new Schema(TestStores.postgres().freshDatabase("orders"));
    }

    /// Migrates up to this version, as the owner.
    void migrateTo(String version) {
        new PostgresMigration(
                        database.jdbcUrl(),
                        database.owner().user(),
                        database.owner().password(),
                        database.application().user())
                .configuration()
                .locations("filesystem:" + MAIN.resolve("migration"), "filesystem:" + RENAME.resolve("migration"))
                .target(version)
                .load()
                .migrate();
    }

    /// Runs the undo script of one migration and deletes the migration from Flyway's history.
    void undo(String script) throws SQLException, IOException {
        var version = script.substring(1, script.indexOf("__"));
        var main = MAIN.resolve("undo").resolve(script);
        var sql = Files.readString(
                Files.exists(main) ? main : RENAME.resolve("undo").resolve(script));
        try (var connection = connect(database.owner());
                var statement = connection.createStatement()) {
            statement.execute(sql);
            statement.execute("delete from flyway_schema_history where version = '" + version + "'");
        }
    }

    Connection application() throws SQLException {
        return connect(database.application());
    }

    /// Every column of every table, to compare two schemas.
    List<String> columns() throws SQLException {
        try (var connection = connect(database.owner());
                var rows = connection.createStatement().executeQuery("""
                        select array_agg(table_name || '.' || column_name || ' ' || data_type order by table_name, column_name)
                        from information_schema.columns
                        where table_schema = 'public' and table_name not like 'outbox_2%'
                          and table_name <> 'flyway_schema_history'
                          and table_name not like 'pg_stat%'""")) {
            rows.next();
            var columns = rows.getArray(1);
            return columns == null ? List.of() : List.of((String[]) columns.getArray());
        }
    }

    private Connection connect(Credentials who) throws SQLException {
        return DriverManager.getConnection(database.jdbcUrl(), who.user(), who.password());
    }
}
