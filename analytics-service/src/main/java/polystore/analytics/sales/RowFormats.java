package polystore.analytics.sales;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.Variant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import polystore.analytics.freshness.AsOf;
import polystore.platform.http.Problem;
import polystore.platform.rest.ProblemResponse;

/// Renders rows as JSON, CSV, NDJSON or Parquet by `Accept`. For all but JSON `asOf`, `lagMs`, `complete` and
/// `accuracy` are response headers; a Parquet file has them in its footer too.
@ApplicationScoped
class RowFormats {

    public static final String CSV = "text/csv";
    public static final String NDJSON = "application/x-ndjson";
    public static final String PARQUET = "application/vnd.apache.parquet";

    private static final MediaType CSV_TYPE = new MediaType("text", "csv", "utf-8");
    private static final MediaType NDJSON_TYPE = new MediaType("application", "x-ndjson");
    private static final MediaType PARQUET_TYPE = new MediaType("application", "vnd.apache.parquet");
    private static final List<Variant> VARIANTS = Variant.mediaTypes(
                    MediaType.APPLICATION_JSON_TYPE, MediaType.valueOf(CSV), NDJSON_TYPE, PARQUET_TYPE)
            .build();

    private final ObjectMapper json;

    public RowFormats(ObjectMapper json) {
        this.json = json;
    }

    /// @param columns of CSV and Parquet, in order
    public <T> Response answer(Request request, List<T> rows, List<ReportColumn> columns, AsOf asOf) {
        return answer(request, rows, columns, Map.of(), asOf);
    }

    /// @param accuracy of estimated fields, by their name
    public <T> Response answer(
            Request request, List<T> rows, List<ReportColumn> columns, Map<String, AccuracyJson> accuracy, AsOf asOf) {
        var chosen = request.selectVariant(VARIANTS);
        if (chosen == null) {
            return ProblemResponse.of(Problem.of(
                    "request/accept",
                    406,
                    "Not acceptable",
                    "Accept application/json, text/csv, " + NDJSON + " or " + PARQUET + "."));
        }
        var response = switch (chosen.getMediaType().getSubtype()) {
            case "csv" -> Response.ok(CsvRows.of(trees(rows), columns), CSV_TYPE);
            case "x-ndjson" -> Response.ok(lines(rows), NDJSON_TYPE);
            case "vnd.apache.parquet" -> Response.ok(parquet(rows, columns, accuracy, asOf), PARQUET_TYPE);
            default -> Response.ok(RowsJson.of(rows, accuracy, asOf), MediaType.APPLICATION_JSON_TYPE);
        };
        accuracy.forEach((field, it) -> response.header("Polystore-Accuracy", it.header(field)));
        return response.header("Polystore-As-Of", asOf.asOf())
                .header("Polystore-Lag-Ms", asOf.lagMs())
                .header("Polystore-Complete", asOf.complete())
                .header("Vary", "Accept")
                .build();
    }

    private Stream<JsonNode> trees(List<?> rows) {
        return rows.stream().map(json::valueToTree);
    }

    private StreamingOutput parquet(
            List<?> rows, List<ReportColumn> columns, Map<String, AccuracyJson> accuracy, AsOf asOf) {
        var footer = new TreeMap<>(Map.of(
                "asOf", asOf.asOf().toString(),
                "lagMs", Long.toString(asOf.lagMs()),
                "complete", Boolean.toString(asOf.complete())));
        accuracy.forEach((field, it) -> footer.merge("accuracy", it.header(field), (one, other) -> one + ", " + other));
        return out -> ParquetRows.write(trees(rows).iterator(), columns, footer, out);
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
}
