package polystore.analytics.sales;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jdbi.v3.core.statement.Query;
import polystore.analytics.sales.SalesQuery.Interval;

/// Local times in SQL by the tzdb of Java.
///
/// PostgreSQL is given the offsets of the zone and not its name: it reads names such as `CET` as abbreviations of a
/// fixed offset, and its tzdb can be older than Java's.
final class PostgresTimeZones {

    /// Adds to the rows of `part` the offset at their time `at`.
    static final String LOCATED = ", located as (select part.*, " + offsetS("at") + " as offset_s from part)";

    /// The first two columns of a query of `located`: the local start of the interval that contains `at`, and for hours
    /// the offset, which tells two equal hours apart when the clock is set back.
    static final String START = "date_trunc(:interval, at at time zone 'UTC' + make_interval(secs => offset_s))"
            + " as local_start, case :interval when 'hour' then offset_s else 0 end as hour_offset_s";

    private PostgresTimeZones() {}

    /// The offset from UTC at a time, in seconds. The arrays are scalar subqueries, so that they are converted once per
    /// statement and not once per row.
    static String offsetS(String at) {
        return "(select cast(:offsets as int[]))[width_bucket(" + at
                + ", (select cast(:transitions as timestamptz[]))) + 1]";
    }

    /// Binds the interval, and the offsets of the zone in the range.
    static Query bind(Query statement, SalesQuery query) {
        var interval = query.interval().name().toLowerCase(Locale.ROOT);
        return bind(statement, query.timeZone(), query.from(), query.to()).bind("interval", interval);
    }

    static Query bind(Query statement, ZoneId zone, Instant from, Instant to) {
        var rules = zone.getRules();
        var transitions = new ArrayList<String>();
        var offsets = new ArrayList<>(List.of(rules.getOffset(from).getTotalSeconds()));
        for (var next = rules.nextTransition(from);
                next != null && next.getInstant().isBefore(to);
                next = rules.nextTransition(next.getInstant())) {
            transitions.add(next.getInstant().toString());
            offsets.add(next.getOffsetAfter().getTotalSeconds());
        }
        return statement
                .bindArray("transitions", String.class, transitions)
                .bindArray("offsets", Integer.class, offsets);
    }

    /// @param row with the columns of [#START]
    static Instant start(SalesQuery query, ResultSet row) throws SQLException {
        var local = row.getObject("local_start", LocalDateTime.class);
        return query.interval() == Interval.HOUR
                ? local.toInstant(ZoneOffset.ofTotalSeconds(row.getInt("hour_offset_s")))
                : local.toLocalDate().atStartOfDay(query.timeZone()).toInstant();
    }
}
