package polystore.transformers.value;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import org.bson.BsonDateTime;
import org.bson.BsonString;
import org.bson.BsonValue;

/// The form of times in a mapping: BSON dates have milliseconds, PostgreSQL has microseconds.
///
/// No form rounds or depends on the value: with two types in one field, range queries would miss documents of the
/// other type.
public enum InstantForm {

    /// A BSON date, years 1 to 9999; a time between two milliseconds is refused.
    DATE {
        @Override
        public BsonValue encode(String path, Instant at) {
            if (!at.equals(at.truncatedTo(ChronoUnit.MILLIS))) {
                throw new RefusedValueException(
                        path,
                        "is " + at + ", between two milliseconds: truncate it at its source, or declare times as TEXT");
            }
            if (at.isBefore(FIRST) || !at.isBefore(END)) {
                throw new RefusedValueException(path, "is " + at + ", outside of the years 1 to 9999");
            }
            return new BsonDateTime(at.toEpochMilli());
        }
    },

    /// ISO-8601 text of fixed width, `2026-01-31T08:00:00.123456Z`, whose order is the order of time; years 1 to
    /// 9999.
    TEXT {
        @Override
        public BsonValue encode(String path, Instant at) {
            if (!at.equals(at.truncatedTo(ChronoUnit.MICROS))) {
                throw new RefusedValueException(path, "is " + at + ", between two microseconds");
            }
            return new BsonString(MICROS.format(requireSortable(path, at).atOffset(ZoneOffset.UTC)));
        }
    };

    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");
    private static final DateTimeFormatter MICROS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'");

    /// @param path where in the document, for the message of a refusal
    /// @throws RefusedValueException when the time does not fit
    public abstract BsonValue encode(String path, Instant at);

    static Instant requireSortable(String path, Instant at) {
        if (at.isBefore(FIRST) || !at.isBefore(END)) {
            throw new RefusedValueException(path, "is " + at + ", which does not sort as text: write as: text");
        }
        return at;
    }
}
