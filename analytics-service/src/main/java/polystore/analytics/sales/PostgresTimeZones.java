package polystore.analytics.sales;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;

/// The names of time zones in PostgreSQL.
///
/// PostgreSQL treats `CET` and similar names as abbreviations of a fixed offset, not as the zones of tzdb with
/// summer time. They are replaced by the zones that tzdb links them to (since 2024b).
final class PostgresTimeZones {
    private static final Map<String, String> LINKS = Map.of(
            "CET", "Europe/Brussels",
            "MET", "Europe/Brussels",
            "EET", "Europe/Athens",
            "WET", "Europe/Lisbon");

    private PostgresTimeZones() {}

    static String name(ZoneId zone) {
        return zone.equals(ZoneOffset.UTC) ? "UTC" : LINKS.getOrDefault(zone.getId(), zone.getId());
    }
}
