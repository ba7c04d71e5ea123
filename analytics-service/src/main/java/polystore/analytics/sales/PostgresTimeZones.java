package polystore.analytics.sales;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;

/// The names under which PostgreSQL knows time zones.
///
/// PostgreSQL reads `CET` and the like as abbreviations of one offset without summer time, not as the zones that tzdb
/// has under these names; so they are named by the zones of which tzdb has them as links (since 2024b).
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
