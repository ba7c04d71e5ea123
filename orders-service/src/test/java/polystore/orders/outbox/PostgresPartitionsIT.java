package polystore.orders.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.postgres.PostgresPlugin;
import org.junit.jupiter.api.Test;
import polystore.orders.OrdersStores;
import polystore.stores.Credentials;
import polystore.stores.ServiceDatabase;

/// Partitions are created in advance, and dropped only when all their rows were delivered.
class PostgresPartitionsIT {

    private final ServiceDatabase database = OrdersStores.migrated();
    private final Jdbi application = jdbi(database.application());
    private final PostgresPartitions partitions = new PostgresPartitions(application, 7);

    @Test
    void createsPartitionsForAWeekInAnyTimeZoneOfTheSession() {
        var today = LocalDate.now(ZoneOffset.UTC);
        jdbi(database.owner()).useHandle(owner -> owner.execute("drop table " + name(today.plusDays(7))));
        var elsewhere = Jdbi.create(() -> {
                    var connection = connect(database.application());
                    connection.createStatement().execute("set timezone = 'Pacific/Auckland'");
                    return connection;
                })
                .installPlugin(new PostgresPlugin());

        new PostgresPartitions(elsewhere, 7).maintain();
        partitions.maintain();

        assertThat(names()).containsAll(List.of(name(today), name(today.plusDays(1)), name(today.plusDays(7))));
        assertThat(bounds(name(today.plusDays(7)))).contains(today.plusDays(7) + " 00:00:00+00");
    }

    @Test
    void dropsAnOldPartitionOnlyWhenAllItsRowsWereDelivered() throws Exception {
        var old = LocalDate.now(ZoneOffset.UTC).minusDays(10);
        jdbi(database.owner())
                .useHandle(owner -> owner.execute("create table %s partition of outbox for values from ('%s') to ('%s')"
                        .formatted(name(old), old, old.plusDays(1))));
        application.useHandle(handle -> handle.execute(
                "insert into outbox (at, event_id, aggregate, version, type, payload) values (?, ?, ?, 1, 't', '{}')",
                Instant.now()
                        .minus(10, ChronoUnit.DAYS)
                        .truncatedTo(ChronoUnit.DAYS)
                        .plusSeconds(60),
                UUID.randomUUID(),
                UUID.randomUUID()));

        partitions.maintain();
        assertThat(names()).contains(name(old));

        try (var leader = connect(database.application())) {
            var relay = new Relay(
                    new PostgresOutboxLog(leader),
                    new PostgresOutboxParking(application),
                    _ -> java.util.Map.of(),
                    _ -> {});
            while (relay.pass().idle()) {
                Thread.sleep(10);
            }
        }
        partitions.maintain();
        assertThat(names()).doesNotContain(name(old));
    }

    private static String name(LocalDate day) {
        return "outbox_" + day.toString().replace("-", "");
    }

    private List<String> names() {
        return application.withHandle(handle -> handle.createQuery(
                        "select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid where inhparent = 'outbox'::regclass")
                .mapTo(String.class)
                .list());
    }

    private String bounds(String partition) {
        return application.withHandle(handle -> {
            handle.execute("set timezone = 'UTC'");
            return handle.createQuery("select pg_get_expr(relpartbound, oid) from pg_class where relname = :name")
                    .bind("name", partition)
                    .mapTo(String.class)
                    .one();
        });
    }

    private Jdbi jdbi(Credentials user) {
        return Jdbi.create(() -> connect(user)).installPlugin(new PostgresPlugin());
    }

    private java.sql.Connection connect(Credentials user) throws SQLException {
        return DriverManager.getConnection(database.jdbcUrl(), user.user(), user.password());
    }
}
