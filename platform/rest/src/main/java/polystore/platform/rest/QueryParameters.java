package polystore.platform.rest;

import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import polystore.platform.http.Problem;
import polystore.platform.http.ProblemException;

/// The query parameters of a request, parsed strictly: an unknown, repeated or malformed parameter is 400, because
/// the answer with a silently ignored filter would be wrong.
public final class QueryParameters {

    /// The range that PostgreSQL, BSON and every client support.
    private static final Instant FIRST = Instant.parse("1970-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("9999-01-01T00:00:00Z");

    private final MultivaluedMap<String, String> values;

    private QueryParameters(MultivaluedMap<String, String> values) {
        this.values = values;
    }

    /// @param known names of the supported parameters
    /// @throws ProblemException 400 for another name, a repeated one, or control characters
    public static QueryParameters of(UriInfo uri, Set<String> known) {
        var values = uri.getQueryParameters();
        values.forEach((name, all) -> {
            if (!known.contains(name)) {
                throw refused(name, "is not a parameter of this call; supported are " + String.join(", ", known));
            }
            if (all.size() > 1) {
                throw refused(name, "is given " + all.size() + " times: give it once");
            }
            if (all.stream().anyMatch(value -> value.codePoints().anyMatch(Character::isISOControl))) {
                throw refused(name, "must have no control characters");
            }
        });
        return new QueryParameters(values);
    }

    public @Nullable String text(String name) {
        var value = values.getFirst(name);
        return value == null || value.isEmpty() ? null : value;
    }

    public @Nullable Instant instant(String name) {
        return read(name, "must be an ISO-8601 instant such as 2026-01-31T08:00:00Z", text -> {
            var at = Instant.parse(text);
            if (at.isBefore(FIRST) || !at.isBefore(END)) {
                throw new DateTimeException("out of range");
            }
            return at;
        });
    }

    /// An instant rounded up to milliseconds, the precision of documents, which does not change the result of a
    /// half-open range.
    public @Nullable Instant millis(String name) {
        var at = instant(name);
        if (at == null) {
            return null;
        }
        var floor = at.truncatedTo(ChronoUnit.MILLIS);
        return floor.equals(at) ? at : floor.plus(1, ChronoUnit.MILLIS);
    }

    public @Nullable ZoneId timeZone(String name) {
        return read(name, "must be an IANA time zone such as Europe/Vienna", text -> {
            var zone = ZoneId.of(text);
            if (!ZoneId.getAvailableZoneIds().contains(text)) {
                throw new DateTimeException("not a region: " + zone);
            }
            return zone;
        });
    }

    public boolean flag(String name, boolean byDefault) {
        var value = read(name, "must be true or false", text -> switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(text);
        });
        return value == null ? byDefault : value;
    }

    /// A constant, case-insensitive.
    public <E extends Enum<E>> @Nullable E constant(String name, Class<E> type, Set<E> allowed) {
        var names =
                allowed.stream().map(it -> it.name().toLowerCase(Locale.ROOT)).collect(Collectors.joining(", "));
        return read(name, "must be one of " + names, text -> {
            var constant = Enum.valueOf(type, text.toUpperCase(Locale.ROOT));
            if (!allowed.contains(constant)) {
                throw new IllegalArgumentException(text);
            }
            return constant;
        });
    }

    private <T> @Nullable T read(String name, String rule, Function<String, T> parse) {
        var text = text(name);
        if (text == null) {
            return null;
        }
        try {
            return parse.apply(text);
        } catch (DateTimeException | IllegalArgumentException e) {
            throw refused(name, rule);
        }
    }

    public static ProblemException refused(String name, String fault) {
        return Problem.badRequest("Correct the parameter " + name + ".", new Problem.FieldError(name, fault))
                .asException();
    }
}
