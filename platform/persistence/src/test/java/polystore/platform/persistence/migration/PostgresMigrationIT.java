package polystore.platform.persistence.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import polystore.platform.testing.TestStores;
import polystore.stores.Credentials;
import polystore.stores.ServiceDatabase;

class PostgresMigrationIT {

    private final ServiceDatabase database = TestStores.postgres().freshDatabase("things");

    @Test
    void theFilesDeclareExactlyTheRelationsOfTheServer() throws SQLException {
        migrate();

        var declared = DeclaredRelations.of(
                MigrationFiles.postgres().stream().map(MigrationFiles.Sql::text).toList());
        assertThat(declared.kinds().keySet()).isEqualTo(relations());
    }

    @Test
    void everyMissingMigrationAndRelationIsNamed() throws SQLException {
        var schema = PostgresSchema.ofProgram(pool());
        assertThat(schema.missing())
                .containsExactly(
                        "migration V1__expand_things.sql",
                        "migration V2__expand_thing_owner.sql",
                        "view named_thing",
                        "table thing",
                        "index thing_name",
                        "index thing_owner",
                        "sequence ticket");
        migrate();
        assertThat(schema.missing()).isEmpty();

        asOwner("drop index thing_name");
        assertThat(schema.missing()).containsExactly("index thing_name");
    }

    @Test
    void aDatabaseAheadOfTheProgramIsNotCompared() throws SQLException {
        migrate();
        asOwner("update flyway_schema_history set version = '3' where version = '2'");
        asOwner("drop index thing_name");

        assertThat(PostgresSchema.ofProgram(pool()).missing()).isEmpty();
    }

    @Test
    void aMigrationThatTimedOutOnALockCanBeRunAgain() throws SQLException {
        var migration = migration();
        migration.configuration().target("1").load().migrate();
        try (var blocking = connect(database.owner())) {
            blocking.setAutoCommit(false);
            blocking.createStatement().execute("lock table thing in access exclusive mode");
            assertThatThrownBy(migration::run).hasMessageContaining("lock timeout");
            blocking.rollback();
        }

        assertThat(migration.run()).contains("1 migrations applied, version 2");
    }

    @Test
    void theRoleOfTheOwnerIsReportedAsAFault() throws SQLException {
        migrate();
        var owner = pool();
        owner.setUser(database.owner().user());
        owner.setPassword(database.owner().password());

        assertThat(PostgresSchema.ofProgram(owner).ownership())
                .hasValueSatisfying(fault -> assertThat(fault).startsWith("POSTGRES_USER things_owner may change"));
        assertThat(PostgresSchema.ofProgram(pool()).ownership()).isEmpty();
    }

    @Test
    void theApplicationCanNeitherCreateNorAlterNorDropAnything() throws SQLException {
        migrate();
        try (var application = connect(database.application());
                var statement = application.createStatement()) {
            statement.executeUpdate("insert into thing (name) values ('by the application')");
            for (var ddl : new String[] {
                "create table mine (id int)",
                "create index mine on thing (id)",
                "alter table thing add column mine int",
                "drop table thing",
                "truncate thing",
                "create schema mine"
            }) {
                assertThatThrownBy(() -> statement.execute(ddl))
                        .as(ddl)
                        .hasMessageMatching("(?s).*(permission denied|must be owner).*");
            }
        }
        try (var reader = connect(database.reader());
                var statement = reader.createStatement()) {
            assertThat(statement.executeQuery("select from thing").next()).isTrue();
            assertThatThrownBy(() -> statement.execute("delete from thing")).hasMessageContaining("permission denied");
        }
    }

    private void migrate() {
        migration().run();
    }

    private PostgresMigration migration() {
        return new PostgresMigration(
                database.jdbcUrl(),
                database.owner().user(),
                database.owner().password(),
                database.application().user());
    }

    /// All relations with a name from a migration: without those of keys, identities, extensions and Flyway.
    private Set<String> relations() throws SQLException {
        try (var connection = connect(database.owner());
                var rows = connection.createStatement().executeQuery("""
                        select c.relname from pg_class c
                        where c.relnamespace = 'public'::regnamespace and c.relname not like 'flyway%'
                          and not exists (select from pg_constraint k where k.conindid = c.oid)
                          and not exists (select from pg_depend d where d.objid = c.oid and d.deptype in ('e', 'i'))""")) {
            var names = new TreeSet<String>();
            while (rows.next()) {
                names.add(rows.getString(1));
            }
            return names;
        }
    }

    private void asOwner(String sql) throws SQLException {
        try (var connection = connect(database.owner())) {
            connection.createStatement().execute(sql);
        }
    }

    private Connection connect(Credentials role) throws SQLException {
        return DriverManager.getConnection(database.jdbcUrl(), role.user(), role.password());
    }

    private PGSimpleDataSource pool() {
        var pool = new PGSimpleDataSource();
        pool.setUrl(database.jdbcUrl());
        pool.setUser(database.application().user());
        pool.setPassword(database.application().password());
        return pool;
    }
}
