package polystore.analytics.sales;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Variant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import polystore.analytics.freshness.AsOf;
import polystore.platform.http.Problem;
import polystore.platform.rest.ProblemResponse;

/// Renders rows as JSON, CSV or NDJSON by `Accept`; for CSV and NDJSON `asOf`, `lagMs`, `complete` and `accuracy` are
/// response headers.
@ApplicationScoped
class RowFormats {

    public static final String CSV = "text/csv";
    public static final String NDJSON = "application/x-ndjson";

    private static final MediaType CSV_TYPE = new MediaType("text", "csv", "utf-8");
    private static final MediaType NDJSON_TYPE = new MediaType("application", "x-ndjson");
    private static final List<Variant> VARIANTS = Variant.mediaTypes(
                    MediaType.APPLICATION_JSON_TYPE, MediaType.valueOf(CSV), NDJSON_TYPE)
            .build();

    private final ObjectMapper json;

    public RowFormats(ObjectMapper json) {
        this.json = json;
    }

    /// @param columns of CSV, in order; a column of money has the amount, and `currency` has the currency of the
    /// row
    public <T> Response answer(Request request, List<T> rows, List<String> columns, AsOf asOf) {
        return answer(request, rows, columns, Map.of(), asOf);
    }

    /// @param accuracy of estimated fields, by their name
    public <T> Response answer(
            Request request, List<T> rows, List<String> columns, Map<String, AccuracyJson> accuracy, AsOf asOf) {
        var chosen = request.selectVariant(VARIANTS);
        if (chosen == null) {
            return ProblemResponse.of(Problem.of(
                    "request/accept", 406, "Not acceptable", "Accept application/json, text/csv or " + NDJSON + "."));
        }
        var response = switch (chosen.getMediaType().getSubtype()) {
            case "csv" -> Response.ok(csv(rows, columns), CSV_TYPE);
            case "x-ndjson" -> Response.ok(lines(rows), NDJSON_TYPE);
            default -> Response.ok(RowsJson.of(rows, accuracy, asOf), MediaType.APPLICATION_JSON_TYPE);
        };
        accuracy.forEach((field, it) -> response.header("Polystore-Accuracy", it.header(field)));
        return response.header("Polystore-As-Of", asOf.asOf())
                .header("Polystore-Lag-Ms", asOf.lagMs())
                .header("Polystore-Complete", asOf.complete())
                .header("Vary", "Accept")
                .build();
    }

    private String lines(List<?> rows) {
        return rows.stream().map(this::line).collect(Collectors.joining());
    }

    private String line(Object row) {
        try {
            return json.writeValueAsString(row) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a row could not be written as JSON", e);
        }
    }

    private String csv(List<?> rows, List<String> columns) {
        return String.join(",", columns)
                + "\r\n"
                + rows.stream()
                        .map(row -> csvLine(json.valueToTree(row), columns))
                        .collect(Collectors.joining());
    }

    private static String csvLine(JsonNode row, List<String> columns) {
        return columns.stream().map(column -> quoted(cell(row, column))).collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String cell(JsonNode row, String column) {
        if (column.equals("currency") && !row.has(column)) {
            return row.findPath("currency").asText();
        }
        var value = row.path(column);
        if (value.isBigDecimal()) {
            return value.decimalValue().toPlainString();
        }
        return value.isObject() ? value.path("amount").asText() : value.asText();
    }

    /// Quotes by RFC 4180. A text that a spreadsheet would evaluate as a formula is prefixed with an apostrophe.
    private static String quoted(String cell) {
        var text = cell.matches("(?s)[=+@\\t\\r].*|-.*[^0-9.].*") ? "'" + cell : cell;
        return text.matches("(?s).*[\",\\r\\n].*") ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }
}
