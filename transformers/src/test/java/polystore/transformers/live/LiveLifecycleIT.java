package polystore.transformers.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.Filters;
import java.sql.SQLException;
import java.util.Objects;
import org.bson.BsonType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import polystore.transformers.extract.Engine;

/// A slot, a publication or a table that somebody changed is an alarm and a full recompute, never a silent gap.
class LiveLifecycleIT {

    private static final String MAPPING =
            "root: root\nfields: { name: name, amount: amount, texts: { many: child.root_id, scalar: text } }";

    private Engine engine;
    private LiveRun live;

    @BeforeEach
    void follow() throws Exception {
        engine = new Engine("""
                create table root (id int primary key, name text, amount numeric(9, 2));
                create table child (root_id int references root on delete cascade, no int, text text,
                    primary key (root_id, no));
                insert into root select i, 'name ' || i, i from generate_series(1, 50) i;
                insert into child select i, 1, 'text' from generate_series(1, 50) i
                """);
        LiveRun.allowReplication(engine);
        live = new LiveRun(engine, MAPPING);
        live.settle();
        assertThat(live.alarms).isEmpty();
        assertThat(live.recomputes).hasValue(1);
    }

    @AfterEach
    void close() throws Exception {
        live.close();
        live.dropSlot();
        engine.close();
    }

    @Test
    void goesOnFromItsSlotWithoutARecompute() throws Exception {
        live.stop();
        engine.execute("update root set name = 'meanwhile' where id = 7; delete from root where id = 8");
        restart();

        assertThat(live.recomputes).hasValue(0);
        assertThat(live.alarms).isEmpty();
        verify();
    }

    @Test
    void aMissingSlotIsAnAlarm() throws Exception {
        live.stop();
        live.dropSlot();
        missedChanges();
        restart();

        assertThat(live.alarms).singleElement().asString().contains("is missing");
        verify();
    }

    @Test
    void aSlotThatWasMadeAnewIsAnAlarm() throws Exception {
        live.stop();
        live.dropSlot();
        missedChanges();
        try (var connection = engine.source().getConnection()) {
            Slot.make(connection, live.slot());
        }
        restart();

        assertThat(live.alarms).singleElement().asString().contains("was created again or moved");
        verify();
    }

    @Test
    void aPublicationThatIsChangedWhileFollowedIsAnAlarm() throws Exception {
        engine.execute("alter publication " + live.slot() + " drop table child");
        engine.execute("update child set text = 'unpublished' where root_id < 10");
        live.await(() -> !live.alarms.isEmpty());
        live.settle();

        assertThat(live.alarms)
                .singleElement()
                .asString()
                .contains("publication")
                .contains("was changed");
        verify();
        engine.execute("update child set text = 'published again' where root_id < 20");
        live.settle();
        verify();
    }

    @Test
    void aPublicationThatIsChangedAndChangedBackWhileStoppedIsAnAlarm() throws Exception {
        live.stop();
        engine.execute("alter publication " + live.slot() + " set (publish = 'insert')");
        engine.execute("update child set text = 'unpublished'");
        engine.execute("alter publication " + live.slot() + " set (publish = 'insert, update, delete, truncate')");
        restart();

        assertThat(live.alarms).singleElement().asString().contains("was changed");
        verify();
    }

    @Test
    void theConfirmedPositionMovesWhileOnlyOtherTablesChange() throws Exception {
        engine.execute("create table other (id int)");
        for (var i = 0; i < 5; i++) {
            engine.execute("insert into other select generate_series(1, 1000)");
            live.settle();
        }
        assertThat(live.roots).hasValue(0);
    }

    @Test
    void aColumnThatVanishesPausesTheMappingUntilItIsBack() throws Exception {
        engine.execute("alter table root drop column name; update root set amount = 5 where id = 1");
        live.await(() -> paused().startsWith("paused: name: there is no column name in public.root"));

        engine.execute("alter table root add column name text");
        live.settle();
        assertThat(status().paused()).isNull();
        verify();
    }

    @Test
    void aColumnOfAnotherTypeMakesAllDocumentsAnew() throws Exception {
        engine.execute("alter table root alter amount type text using 'about ' || amount");
        engine.execute("update root set amount = 'exactly 1' where id = 1");
        live.settle();

        assertThat(live.recomputes).hasValue(2);
        assertThat(engine.documents.countDocuments(Filters.type("amount", BsonType.STRING)))
                .isEqualTo(50);
        verify();
    }

    @Test
    void aColumnThatIsNotUsedChangesNothing() throws Exception {
        engine.execute("alter table root add column unused int default 5");
        engine.execute("update root set name = 'still followed', unused = 6 where id = 1");
        live.settle();

        assertThat(live.recomputes).hasValue(1);
        verify();
    }

    @Test
    void aLostReplicaIdentityPausesTheMappingUntilItIsBack() throws Exception {
        engine.execute("alter table child replica identity nothing");
        engine.execute("insert into child values (1, 2, 'new')");
        live.await(() -> paused().contains("; alter publication"));

        engine.execute(paused().replaceFirst("(?s).*; (alter publication .*)", "$1"));
        engine.execute("update child set root_id = 3 where root_id = 1 and no = 2");
        live.settle();
        verify();
    }

    @Test
    void aSecondProcessWaitsAndTakesOver() throws Exception {
        try (var second = new LiveRun(engine, MAPPING)) {
            second.await(() -> second.waits.stream().anyMatch(it -> it.contains("another process follows")));
            live.stop();
            second.await(() -> second.follows.get() > 0);
            engine.execute("update root set name = 'seen by the second'");
            second.settle();
            verify();
        }
    }

    private void missedChanges() throws SQLException {
        engine.execute("update root set name = 'unseen' where id = 7; delete from root where id = 8");
    }

    private void restart() throws Exception {
        live.close();
        live = new LiveRun(engine, MAPPING);
        live.settle();
    }

    private LiveStatus status() throws SQLException {
        try (var connection = engine.source().getConnection()) {
            return LiveStatus.read(connection, "root", LiveRun.TARGET).orElseThrow();
        }
    }

    private String paused() throws SQLException {
        return Objects.requireNonNullElse(status().paused(), "");
    }

    private void verify() throws Exception {
        assertThat(engine.verify(engine.plan(MAPPING))).isEmpty();
    }
}
