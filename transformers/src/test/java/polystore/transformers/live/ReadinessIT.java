package polystore.transformers.live;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import polystore.transformers.extract.Engine;
import polystore.transformers.shape.Fault;

/// What keeps a mapping from being followed is said at the start, each with the statement that corrects it.
class ReadinessIT {

    private static final String SCHEMA = """
        create table kind (code text primary key, name text);
        create table root (id int primary key, kind text references kind);
        create table nullable (id int primary key, root_id int references root);
        create table required (id int primary key, root_id int not null references root);
        create table keyless (root_id int not null references root, no int not null);
        insert into root values (1, null), (2, null);
        insert into required values (1, 1); insert into nullable values (1, 1); insert into keyless values (1, 1)
        """;

    private static final String MAPPING = """
        root: root
        fields:
          kind: { one: kind, fields: { name: name } }
          nullable: { many: nullable.root_id }
          required: { many: required.root_id }
          keyless: { many: keyless.root_id, key: no }
        """;

    private Engine engine;

    @BeforeEach
    void make() throws Exception {
        engine = new Engine("select 1");
    }

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void everyFaultHasTheStatementThatCorrectsIt() throws Exception {
        engine.execute(SCHEMA);
        LiveRun.asSuperuser(engine, "alter role \"" + engine.source().getUser() + "\" noreplication");

        var faults = faults(MAPPING);

        assertThat(faults)
                .extracting(it -> it.place() + ": " + it.correction())
                .containsExactlyInAnyOrder(
                        "source: alter role \"" + engine.source().getUser() + "\" replication",
                        "public.root: create index on \"public\".\"root\" (\"kind\")",
                        "public.nullable: create index on \"public\".\"nullable\" (\"root_id\")",
                        "public.required: create index on \"public\".\"required\" (\"root_id\")",
                        "public.keyless: create index on \"public\".\"keyless\" (\"root_id\")",
                        "public.nullable: alter table \"public\".\"nullable\" replica identity full",
                        "public.required: create unique index \"required_identity\" on \"public\".\"required\""
                                + " (\"id\", \"root_id\"); alter table \"public\".\"required\" replica identity using"
                                + " index \"required_identity\"",
                        "public.keyless: alter table \"public\".\"keyless\" replica identity full");
        for (var fault : faults) {
            if (fault.place().equals("source")) {
                LiveRun.asSuperuser(engine, fault.correction());
            } else {
                engine.execute(fault.correction());
            }
        }
        try (var live = new LiveRun(engine, MAPPING)) {
            live.settle();
            engine.execute("delete from required; delete from nullable; update keyless set root_id = 2");
            live.settle();
            assertThat(engine.verify(engine.plan(MAPPING))).isEmpty();
            live.stop();
            live.dropSlot();
        }
    }

    @Test
    void aNewReplicaIdentityLeavesThePublicationsOfOthersComplete() throws Exception {
        engine.execute("""
                create table root (id int primary key);
                create unlogged table child (id int primary key, root_id int, note text);
                create index on child (root_id);
                insert into root values (1); insert into child values (1, 1), (2, 1), (3, 1)
                """);
        LiveRun.allowReplication(engine);
        var mapping = "{ root: root, fields: { notes: { many: child.root_id, scalar: note } } }";
        var faults = faults(mapping);
        assertThat(faults).extracting(Fault::correction).contains("alter table \"public\".\"child\" set logged");
        engine.execute("alter table child set logged;"
                + " create publication other for table child (id, note) where (id > 1)");

        engine.execute(faults(mapping).getFirst().correction());

        try (var live = new LiveRun(engine, mapping)) {
            live.settle();
            engine.execute("update child set note = 'b' where id = 2; delete from child where id = 3");
            live.settle();
            assertThat(engine.verify(engine.plan(mapping))).isEmpty();
            assertThat(other()).isEqualTo("{id,root_id,note} (id > 1)");
            live.stop();
            live.dropSlot();
        }
    }

    private String other() throws SQLException {
        try (var connection = engine.source().getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery("select attnames::text || ' ' || rowfilter from pg_publication_tables"
                        + " where pubname = 'other'")) {
            row.next();
            return row.getString(1);
        }
    }

    @Test
    void tablesWhoseChangesLeadToNoRootAreNamed() throws Exception {
        engine.execute("""
                create table root (id int primary key);
                create table hidden (root_id int, amount int);
                create view seen as select * from root
                """);
        LiveRun.allowReplication(engine);

        assertThat(faults(
                        "root: root\nfields: { sum: { sql: \"select sum(amount) from hidden where root_id = root.id\","
                                + " type: numeric } }"))
                .extracting(Fault::place)
                .containsExactly("public.hidden");
        assertThat(faults("root: seen\nkey: id")).extracting(Fault::place).contains("public.seen", "public.root");
    }

    @Test
    void aUserWhoOwnsNoTablesIsGivenTheStatementForTheirOwner() throws Exception {
        engine.execute("create table root (id int primary key)");
        var user = requireNonNull(engine.source().getUser()).replace("_owner", "_app");
        LiveRun.allowReplication(engine);
        LiveRun.asSuperuser(engine, "alter role \"" + user + "\" replication");
        engine.execute(
                "grant usage on schema polystore to \"" + user + "\"; grant all on all tables in schema polystore to \""
                        + user + "\"; grant usage on all sequences in schema polystore to \"" + user
                        + "\"; grant select on root to \""
                        + user + "\"");
        var owner = engine.source().getUser();
        engine.source().setUser(user);
        try {
            var fault = faults("root: root").getFirst();
            engine.source().setUser(owner);
            assertThat(fault.place()).isEqualTo("publication");
            engine.execute(fault.correction().replaceFirst("^[^:]*: ", ""));
            engine.source().setUser(user);
            try (var live = new LiveRun(engine, "root: root")) {
                live.settle();
                live.stop();
                live.dropSlot();
            }
        } finally {
            LiveRun.asSuperuser(engine, "alter role \"" + user + "\" noreplication");
        }
    }

    private List<Fault> faults(String mapping) throws Exception {
        try (var live = new LiveRun(engine, mapping)) {
            live.end();
            throw new AssertionError("it can be followed");
        } catch (ExecutionException e) {
            return requireNonNull((NotReadyException) e.getCause()).faults();
        }
    }
}
