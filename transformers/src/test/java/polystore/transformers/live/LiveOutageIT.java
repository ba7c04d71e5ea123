package polystore.transformers.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import polystore.platform.testing.TcpProxy;
import polystore.platform.testing.TestStores;
import polystore.transformers.backfill.StateSchema;
import polystore.transformers.extract.Engine;

/// A source or target that goes away is waited for, and nothing is lost that was committed.
class LiveOutageIT {

    private static final String PROXY = "live-target";

    @TempDir
    Path folder;

    @Test
    void goesOnWhenTheSourceWasKilledAndStartedAgain() throws Exception {
        try (var postgres = new OwnPostgres(folder);
                var engine = postgres.engine(LiveIT.SCHEMA);
                var live = new LiveRun(engine, LiveIT.MAPPING)) {
            live.settle();
            try (var writer = new RowWriter(engine.source(), 1)) {
                live.await(() -> live.roots.get() > 50);
                postgres.killAndStart();
                var before = writer.changes.get();
                live.await(() -> writer.changes.get() > before + 20);
                writer.stop();
            }
            live.settle();
            assertThat(live.waits).isNotEmpty();
            assertThat(live.alarms).isEmpty();
            assertThat(engine.verify(engine.plan(LiveIT.MAPPING))).isEmpty();
        }
    }

    @Test
    void aSlotThatTheServerInvalidatedIsAnAlarm() throws Exception {
        try (var postgres = new OwnPostgres(folder);
                var engine = postgres.engine(LiveIT.SCHEMA)) {
            try (var live = new LiveRun(engine, LiveIT.MAPPING)) {
                live.settle();
            }
            engine.execute("alter system set max_slot_wal_keep_size = '1MB'");
            engine.execute("select pg_reload_conf()");
            engine.execute("delete from customer where id = 1");
            fillLog(engine);
            try (var live = new LiveRun(engine, LiveIT.MAPPING)) {
                live.settle();
                assertThat(live.alarms).singleElement().asString().contains("was invalidated");
                assertThat(engine.verify(engine.plan(LiveIT.MAPPING))).isEmpty();
                engine.execute("delete from customer where id = 2");
                live.settle();
                assertThat(engine.verify(engine.plan(LiveIT.MAPPING))).isEmpty();
            }
        }
    }

    /// More of the log than the slot may hold back.
    private static void fillLog(Engine engine) throws SQLException {
        engine.execute("create table filler (text text)");
        for (var segment = 0; segment < 3; segment++) {
            engine.execute("insert into filler values ('x')");
            engine.execute("select pg_switch_wal()");
        }
        engine.execute("checkpoint");
    }

    @Test
    void goesOnWhenTheTargetIsThereAgain() throws Exception {
        var address = URI.create(TestStores.mongo().uri());
        var database = TestStores.postgres().freshDatabase("orders");
        try (var proxy = new TcpProxy(PROXY, address.getPort());
                var engine = new Engine(List.of(
                        database.jdbcUrl(),
                        TestStores.postgres().superuser().user(),
                        TestStores.postgres().superuser().password(),
                        "mongodb://127.0.0.1:" + proxy.port() + "/?serverSelectionTimeoutMS=500",
                        TestStores.mongo().freshDatabase("analytics")))) {
            engine.execute(LiveIT.SCHEMA);
            try (var connection = engine.source().getConnection()) {
                StateSchema.make(connection);
            }
            try (var live = new LiveRun(engine, LiveIT.MAPPING)) {
                live.settle();
                TcpProxy.cut(PROXY);
                engine.execute("update customer set name = 'while it is away'; delete from customer where id = 3");
                live.await(() -> live.waits.stream().anyMatch(it -> it.contains("the target does not answer")));
                TcpProxy.restore(PROXY);
                live.settle();
                assertThat(engine.verify(engine.plan(LiveIT.MAPPING))).isEmpty();
                live.stop();
                live.dropSlot();
            }
        }
    }
}
