package polystore.analytics.sales;

import com.fasterxml.jackson.databind.JsonNode;

/// A column of a report in the formats that have columns; its values come from the row as JSON.
///
/// @param name of the field of the row; a column of money has the amount, and `currency` has the currency of the row
record ReportColumn(String name, Kind kind) {

    enum Kind {
        TEXT,
        /// As ISO 8601 in JSON.
        TIME,
        COUNT,
        /// Amounts of money, and rates.
        DECIMAL
    }

    static ReportColumn text(String name) {
        return new ReportColumn(name, Kind.TEXT);
    }

    static ReportColumn time(String name) {
        return new ReportColumn(name, Kind.TIME);
    }

    static ReportColumn count(String name) {
        return new ReportColumn(name, Kind.COUNT);
    }

    static ReportColumn decimal(String name) {
        return new ReportColumn(name, Kind.DECIMAL);
    }

    /// The value in a row; a missing node or null without one.
    JsonNode of(JsonNode row) {
        if (name.equals("currency") && !row.has(name)) {
            return row.findPath(name);
        }
        var value = row.path(name);
        return value.isObject() ? value.path("amount") : value;
    }
}
