package polystore.analytics.sales;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Rows as CSV by RFC 4180, with a header.
final class CsvRows {

    private CsvRows() {}

    static String of(Stream<JsonNode> rows, List<ReportColumn> columns) {
        var header = columns.stream().map(ReportColumn::name).collect(Collectors.joining(",", "", "\r\n"));
        return header + rows.map(row -> line(row, columns)).collect(Collectors.joining());
    }

    private static String line(JsonNode row, List<ReportColumn> columns) {
        return columns.stream()
                .map(column -> quoted(text(column.of(row))))
                .collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String text(JsonNode value) {
        return value.isBigDecimal() ? value.decimalValue().toPlainString() : value.asText();
    }

    /// A text that a spreadsheet would evaluate as a formula is prefixed with an apostrophe.
    private static String quoted(String cell) {
        var text = cell.matches("(?s)[=+@\\t\\r].*|-.*[^0-9.].*") ? "'" + cell : cell;
        return text.matches("(?s).*[\",\\r\\n].*") ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }
}
