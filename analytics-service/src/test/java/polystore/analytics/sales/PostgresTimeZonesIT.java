package polystore.analytics.sales;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import polystore.platform.testing.TestStores;

/// Local times in PostgreSQL are those of Java's tzdb, for every zone that Java knows.
class PostgresTimeZonesIT {

    private static final Instant FROM = Instant.parse("1975-01-01T00:00:00Z");
    private static final Instant TO = Instant.parse("2045-01-01T00:00:00Z");

    @Test
    void everyZoneHasItsLocalTimesInWinterAndInSummerAndAroundEachTransition() {
        var wrong = new TreeMap<String, String>();
        var superuser = TestStores.postgres().superuser();
        var jdbi = Jdbi.create(TestStores.postgres().server() + "/postgres", superuser.user(), superuser.password());
        jdbi.useHandle(handle -> {
            for (var id : ZoneId.getAvailableZoneIds()) {
                var zone = ZoneId.of(id);
                var times = times(zone);
                var local = localTimes(handle, zone, times);
                for (var i = 0; i < times.size(); i++) {
                    var expected = LocalDateTime.ofInstant(times.get(i), zone);
                    if (!local.get(i).equals(expected)) {
                        wrong.put(id + " at " + times.get(i), local.get(i) + " is not " + expected);
                    }
                }
            }
        });
        assertThat(wrong).isEmpty();
    }

    /// PostgreSQL has these names as abbreviations, and they have summer time.
    @Test
    void namesThatPostgresqlReadsAsAbbreviationsHaveSummerTime() {
        for (var id : List.of("CET", "EET", "MET", "WET")) {
            var rules = ZoneId.of(id).getRules();
            assertThat(rules.isDaylightSavings(Instant.parse("2025-07-15T12:00:00Z")))
                    .as(id)
                    .isTrue();
        }
    }

    private static List<Instant> times(ZoneId zone) {
        var times = new ArrayList<Instant>();
        IntStream.rangeClosed(1976, 2044).forEach(year -> {
            times.add(Instant.parse(year + "-01-15T12:00:00Z"));
            times.add(Instant.parse(year + "-07-15T12:00:00Z"));
        });
        var rules = zone.getRules();
        for (var next = rules.nextTransition(FROM);
                next != null && next.getInstant().isBefore(TO);
                next = rules.nextTransition(next.getInstant())) {
            times.add(next.getInstant().minusMillis(1));
            times.add(next.getInstant());
        }
        return times;
    }

    private static List<LocalDateTime> localTimes(Handle handle, ZoneId zone, List<Instant> times) {
        var sql = "select at at time zone 'UTC' + make_interval(secs => " + PostgresTimeZones.offsetS("at")
                + ") from unnest(cast(:times as timestamptz[])) with ordinality as t (at, nr) order by nr";
        return PostgresTimeZones.bind(handle.createQuery(sql), zone, FROM, TO)
                .bindArray(
                        "times",
                        String.class,
                        times.stream().map(Instant::toString).toList())
                .map((row, _) -> row.getObject(1, LocalDateTime.class))
                .list();
    }
}
