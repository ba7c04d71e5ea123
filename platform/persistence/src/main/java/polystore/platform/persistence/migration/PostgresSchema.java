package polystore.platform.persistence.migration;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;

/// Compares the declared tables, views, sequences and indexes of a service's PostgreSQL database with the existing
/// ones.
public final class PostgresSchema implements DatabaseSchema {

    /// Flyway's table of executed migrations.
    private static final String HISTORY = "flyway_schema_history";

    private static final Duration WRITE_EVERY = Duration.ofSeconds(10);
    /// The role may not create temporary tables; then only the first request that writes shows that the disk is
    /// full.
    private static final String NOT_ALLOWED = "42501";

    private final DataSource pool;
    private final List<MigrationFiles.Sql> migrations;
    private final DeclaredRelations declared;
    private volatile long wroteNanos = System.nanoTime() - WRITE_EVERY.toNanos();

    PostgresSchema(DataSource pool, List<MigrationFiles.Sql> migrations) {
        this.pool = pool;
        this.migrations = migrations;
        this.declared = DeclaredRelations.of(
                migrations.stream().map(MigrationFiles.Sql::text).toList());
    }

    /// Uses the migrations of this program.
    public static PostgresSchema ofProgram(DataSource pool) {
        return new PostgresSchema(pool, MigrationFiles.postgres());
    }

    @Override
    public String database() {
        return "PostgreSQL";
    }

    /// Also writes, at most every [#WRITE_EVERY], because PostgreSQL can still read when the disk is full.
    @Override
    public void ping() {
        try (var connection = pool.getConnection()) {
            if (System.nanoTime() - wroteNanos > WRITE_EVERY.toNanos()) {
                write(connection);
                wroteNanos = System.nanoTime();
            } else {
                connection.createStatement().execute("select 1");
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    /// Writes one page of a temporary table; the rollback removes it.
    private static void write(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.execute("create temporary table disk_probe (value int)");
            statement.execute("insert into disk_probe values (1)");
        } catch (SQLException e) {
            if (!NOT_ALLOWED.equals(e.getSQLState())) {
                throw e;
            }
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    @Override
    public List<String> missing() {
        try (var connection = pool.getConnection()) {
            var present = relations(connection);
            var applied = present.containsKey(HISTORY) ? applied(connection) : Set.<String>of();
            return isAhead(applied) ? List.of() : missing(present, applied);
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    @Override
    public Optional<String> ownership() {
        var sql = "select current_user, has_schema_privilege(current_schema(), 'create')";
        try (var connection = pool.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getBoolean(2)
                    ? Optional.of("POSTGRES_USER " + rows.getString(1)
                            + " may change the schema: use the role of the application, which may only change rows")
                    : Optional.empty();
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    private boolean isAhead(Set<String> applied) {
        var newest = migrations.getLast().version();
        return applied.stream().anyMatch(version -> Integer.parseInt(version) > newest);
    }

    private List<String> missing(Map<String, Boolean> present, Set<String> applied) {
        var missing = new ArrayList<String>();
        for (var migration : migrations) {
            if (!applied.contains(Integer.toString(migration.version()))) {
                missing.add("migration " + migration.name());
            }
        }
        declared.kinds().forEach((name, kind) -> {
            if (!present.containsKey(name)) {
                missing.add(kind + " " + name);
            } else if (!present.get(name)) {
                missing.add(kind + " " + name + " (invalid: its build was interrupted)");
            }
        });
        return missing;
    }

    /// Whether each relation is usable, by name: an index whose concurrent build was interrupted is not.
    private static Map<String, Boolean> relations(Connection connection) throws SQLException {
        var sql = """
            select c.relname, i.indisvalid is not false
            from pg_class c left join pg_index i on i.indexrelid = c.oid
            where c.relnamespace = current_schema()::regnamespace\
            """;
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var relations = new HashMap<String, Boolean>();
            while (rows.next()) {
                relations.put(rows.getString(1), rows.getBoolean(2));
            }
            return relations;
        }
    }

    private static Set<String> applied(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "select version from " + HISTORY + " where success and version is not null")) {
            var versions = new HashSet<String>();
            while (rows.next()) {
                versions.add(rows.getString(1));
            }
            return versions;
        }
    }
}
