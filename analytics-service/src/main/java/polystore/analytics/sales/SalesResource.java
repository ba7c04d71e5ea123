package polystore.analytics.sales;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import polystore.analytics.freshness.Freshness;
import polystore.analytics.sales.SalesQuery.Dimension;
import polystore.analytics.sales.SalesQuery.Interval;
import polystore.platform.http.Problem;
import polystore.platform.http.Roles;
import polystore.platform.rest.QueryParameters;

/// `GET /v1/analytics/sales`: orders placed, paid, cancelled and returned, by interval.
@Path("/v1/analytics/sales")
@Tag(name = "Analytics")
@RolesAllowed(Roles.ANALYST)
class SalesResource {

    /// Enough for a year by hour, or a thousand products for ten days; some 2 MB of JSON.
    static final int ROWS_MAX = 10_000;

    private static final Set<String> PARAMETERS = Set.of("interval", "timeZone", "by", "uniqueCustomers");
    private static final List<ReportColumn> MEASURES = List.of(
            ReportColumn.text("currency"),
            ReportColumn.count("orders"),
            ReportColumn.count("units"),
            ReportColumn.decimal("revenue"),
            ReportColumn.count("placed"),
            ReportColumn.decimal("cancelled"),
            ReportColumn.decimal("returned"),
            ReportColumn.decimal("averageOrderValue"),
            ReportColumn.decimal("cancellationRate"),
            ReportColumn.decimal("returnRate"));

    private final PostgresSales sales;
    private final Freshness freshness;
    private final RowFormats formats;
    private final Clock clock = Clock.systemUTC();

    public SalesResource(PostgresSales sales, Freshness freshness, RowFormats formats) {
        this.sales = sales;
        this.freshness = freshness;
        this.formats = formats;
    }

    @GET
    @Produces({MediaType.APPLICATION_JSON, RowFormats.CSV, RowFormats.NDJSON, RowFormats.PARQUET})
    @Operation(
            operationId = "sales",
            summary = "Sales by interval",
            description = "orders, units and revenue count paid orders, by time of payment. cancelled and returned are"
                    + " refunds by the time they fell due; they are not subtracted from revenue. One row per"
                    + " currency. averageOrderValue is revenue / orders; cancellationRate and returnRate are cancelled"
                    + " and returned / revenue. uniqueCustomers estimates the customers of the paid orders; the"
                    + " customers of several rows may be the same, so it cannot be added up.")
    @Parameter(
            name = "interval",
            in = ParameterIn.QUERY,
            description = "hour, day (default), week, month",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "timeZone",
            in = ParameterIn.QUERY,
            description = "IANA time zone in which days begin, default UTC",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "by",
            in = ParameterIn.QUERY,
            description = "product, category, country or status",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "uniqueCustomers",
            in = ParameterIn.QUERY,
            description = "true (default), or false, which makes long ranges by product several times faster",
            schema = @Schema(type = SchemaType.BOOLEAN))
    @APIResponse(
            responseCode = "200",
            description =
                    "The rows; in all formats but JSON, accuracy, asOf, lagMs and complete are the Polystore-… headers",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema =
                                @Schema(
                                        type = SchemaType.OBJECT,
                                        properties = {
                                            @SchemaProperty(
                                                    name = "rows",
                                                    type = SchemaType.ARRAY,
                                                    implementation = SalesRowJson.class),
                                            @SchemaProperty(
                                                    name = "accuracy",
                                                    description = "of uniqueCustomers; absent without them",
                                                    type = SchemaType.OBJECT,
                                                    additionalProperties = AccuracyJson.class),
                                            @SchemaProperty(
                                                    name = "asOf",
                                                    type = SchemaType.STRING,
                                                    format = "date-time"),
                                            @SchemaProperty(
                                                    name = "lagMs",
                                                    type = SchemaType.INTEGER,
                                                    format = "int64"),
                                            @SchemaProperty(name = "complete", type = SchemaType.BOOLEAN)
                                        })),
                @Content(mediaType = RowFormats.CSV, schema = @Schema(type = SchemaType.STRING)),
                @Content(mediaType = RowFormats.NDJSON, schema = @Schema(implementation = SalesRowJson.class)),
                @Content(mediaType = RowFormats.PARQUET, schema = @Schema(type = SchemaType.STRING, format = "binary"))
            })
    public Response sales(@BeanParam ReportParameters report, @Context Request request) {
        var parameters = report.query(PARAMETERS);
        var query = query(parameters);
        var uniqueCustomers = query.by() != Dimension.STATUS && parameters.flag("uniqueCustomers", true);
        var found = freshness.read(snapshot -> sales.rows(snapshot, query, uniqueCustomers, ROWS_MAX + 1));
        if (found.value().size() > ROWS_MAX) {
            throw Problem.badRequest("The answer would have more than " + ROWS_MAX
                            + " rows: use a shorter time range, a longer interval, or omit the parameter by.")
                    .asException();
        }
        var rows = found.value().stream()
                .map(it -> SalesRowJson.of(it, query.by()))
                .toList();
        return formats.answer(
                request, rows, columns(query.by(), uniqueCustomers), accuracy(uniqueCustomers), found.asOf());
    }

    private SalesQuery query(QueryParameters parameters) {
        var range = TimeRange.of(parameters, clock.instant());
        return new SalesQuery(
                range.from(),
                range.to(),
                Objects.requireNonNullElse(
                        parameters.constant("interval", Interval.class, EnumSet.allOf(Interval.class)), Interval.DAY),
                Objects.requireNonNullElse(parameters.timeZone("timeZone"), ZoneOffset.UTC),
                Objects.requireNonNullElse(
                        parameters.constant("by", Dimension.class, EnumSet.complementOf(EnumSet.of(Dimension.ALL))),
                        Dimension.ALL));
    }

    private static Map<String, AccuracyJson> accuracy(boolean uniqueCustomers) {
        return uniqueCustomers ? Map.of("uniqueCustomers", AccuracyJson.CUSTOMERS) : Map.of();
    }

    private static List<ReportColumn> columns(Dimension by, boolean uniqueCustomers) {
        var columns = new ArrayList<>(List.of(ReportColumn.time("start")));
        if (by != Dimension.ALL) {
            columns.add(ReportColumn.text(by.name().toLowerCase(Locale.ROOT)));
        }
        if (by == Dimension.PRODUCT) {
            columns.add(ReportColumn.text("sku"));
        }
        if (by == Dimension.PRODUCT || by == Dimension.CATEGORY) {
            columns.add(ReportColumn.text("name"));
        }
        columns.addAll(MEASURES);
        if (uniqueCustomers) {
            columns.add(ReportColumn.count("uniqueCustomers"));
        }
        return columns;
    }
}
