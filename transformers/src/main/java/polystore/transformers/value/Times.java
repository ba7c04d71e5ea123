package polystore.transformers.value;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/// PostgreSQL's dates and times: days or microseconds since 2000.
final class Times {

    private static final LocalDate EPOCH = LocalDate.of(2000, 1, 1);
    private static final long EPOCH_S = EPOCH.atStartOfDay(ZoneOffset.UTC).toEpochSecond();
    private static final int MICROS_PER_SECOND = 1_000_000;
    private static final int NANOS_PER_MICRO = 1_000;
    private static final int MICROS_PER_MILLI = 1_000;
    private static final int MILLIS_PER_SECOND = 1_000;
    /// PostgreSQL has no year 0: the year before 1 is 1 BC.
    private static final int YEAR_MIN = 1;
    private static final int YEAR_MAX = 9999;
    /// Microseconds from 2000 to 10000.
    private static final long END =
            ChronoUnit.DAYS.between(EPOCH, LocalDate.of(YEAR_MAX + 1, 1, 1)) * 24 * 60 * 60 * MICROS_PER_SECOND;
    private static final DateTimeFormatter ZONELESS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSSSSS");

    private Times() {}

    static LocalDate date(int days) {
        if (days == Integer.MAX_VALUE || days == Integer.MIN_VALUE) {
            throw infinite();
        }
        var date = EPOCH.plusDays(days);
        if (date.getYear() < YEAR_MIN || date.getYear() > YEAR_MAX) {
            throw new RefusedValueException("", "is " + date + ", which does not sort as text: write as: text");
        }
        return date;
    }

    static Instant instant(long micros) {
        if (micros == Long.MAX_VALUE || micros == Long.MIN_VALUE) {
            throw infinite();
        }
        return Instant.ofEpochSecond(
                EPOCH_S + Math.floorDiv(micros, MICROS_PER_SECOND),
                Math.floorMod(micros, MICROS_PER_SECOND) * (long) NANOS_PER_MICRO);
    }

    /// Whether this is a whole millisecond of the years 2000 to 9999.
    static boolean isExactDate(long micros) {
        return micros >= 0 && micros < END && micros % MICROS_PER_MILLI == 0;
    }

    /// @param micros of a time for which [#isExactDate] holds
    static long millis(long micros) {
        return EPOCH_S * MILLIS_PER_SECOND + micros / MICROS_PER_MILLI;
    }

    private static RefusedValueException infinite() {
        return new RefusedValueException("", "is infinite, which no moment is: write as: text");
    }

    static String zoneless(Instant at) {
        return ZONELESS.format(InstantForm.requireSortable("", at).atOffset(ZoneOffset.UTC));
    }

    static Instant truncated(Instant at) {
        return at.truncatedTo(ChronoUnit.MILLIS);
    }

    static String time(long micros) {
        var day = 24L * 60 * 60 * MICROS_PER_SECOND;
        return micros == day ? "24:00:00.000000" : TIME.format(LocalTime.ofNanoOfDay(micros * NANOS_PER_MICRO));
    }

    /// ISO 8601 with months, days and time separate, as in PostgreSQL, because a month is not a fixed number of
    /// days.
    static String interval(ByteBuffer sent) {
        var micros = sent.getLong();
        var days = sent.getInt();
        var months = sent.getInt();
        if ((micros == Long.MAX_VALUE && days == Integer.MAX_VALUE && months == Integer.MAX_VALUE)
                || (micros == Long.MIN_VALUE && days == Integer.MIN_VALUE && months == Integer.MIN_VALUE)) {
            throw infinite();
        }
        var date = Period.of(months / 12, months % 12, days).toString();
        if (micros == 0) {
            return date;
        }
        var time = Duration.ofSeconds(micros / MICROS_PER_SECOND, micros % MICROS_PER_SECOND * NANOS_PER_MICRO);
        return (date.equals("P0D") ? "P" : date) + time.toString().substring(1);
    }
}
