package polystore.analytics.sales;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.TreeMap;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import polystore.platform.testing.TestStores;

/// Every zone that Java knows begins its days in PostgreSQL where Java's tzdb says, in winter and in summer.
class PostgresTimeZonesIT {
    private static final Instant WINTER = Instant.parse("2025-01-15T12:00:00Z");
    private static final Instant SUMMER = Instant.parse("2025-07-15T12:00:00Z");

    @Test
    void everyZoneHasItsOffsetsOfTheYear() {
        var wrong = new TreeMap<String, String>();
        var superuser = TestStores.postgres().superuser();
        var jdbi = Jdbi.create(TestStores.postgres().server() + "/postgres", superuser.user(), superuser.password());
        jdbi.useHandle(handle -> {
            for (var id : ZoneId.getAvailableZoneIds()) {
                var zone = ZoneId.of(id);
                for (var at : new Instant[] {WINTER, SUMMER}) {
                    var local = handle.createQuery("select (cast(:at as timestamptz) at time zone :zone)::text")
                            .bind("at", at.toString())
                            .bind("zone", PostgresTimeZones.name(zone))
                            .mapTo(String.class)
                            .one()
                            .replace(' ', 'T');
                    if (!LocalDateTime.parse(local).equals(LocalDateTime.ofInstant(at, zone))) {
                        wrong.put(id, local + " is not " + LocalDateTime.ofInstant(at, zone));
                    }
                }
            }
        });
        assertThat(wrong).isEmpty();
    }
}
