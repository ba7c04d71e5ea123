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
import java.util.List;
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
import polystore.contracts.Money;
import polystore.platform.http.Problem;
import polystore.platform.http.Roles;

/// `GET /v1/analytics/cohorts`: what customers pay in the months after their first paid order.
@Path("/v1/analytics/cohorts")
@Tag(name = "Analytics")
@RolesAllowed(Roles.ANALYST)
class CohortsResource {

    /// More than eleven years of cohorts in one currency.
    static final int ROWS_MAX = 10_000;

    private static final Set<String> PARAMETERS = Set.of("timeZone");
    private static final List<ReportColumn> COLUMNS = List.of(
            ReportColumn.text("cohort"),
            ReportColumn.count("monthsSince"),
            ReportColumn.count("customers"),
            ReportColumn.text("currency"),
            ReportColumn.count("orders"),
            ReportColumn.decimal("revenue"));

    private final PostgresCohorts cohorts;
    private final Freshness freshness;
    private final RowFormats formats;
    private final Clock clock = Clock.systemUTC();

    public CohortsResource(PostgresCohorts cohorts, Freshness freshness, RowFormats formats) {
        this.cohorts = cohorts;
        this.freshness = freshness;
        this.formats = formats;
    }

    public record CohortJson(
            @Schema(description = "month of the first paid order of the customers", examples = "2026-01")
            String cohort,

            @Schema(description = "months after the first one, which is 0")
            int monthsSince,

            @Schema(description = "customers of the cohort with a paid order in this month and currency, exact")
            long customers,

            @Schema(description = "orders that these customers paid in this month")
            long orders,

            @Schema(description = "of these orders, before refunds")
            Money revenue) {

        static CohortJson of(CohortRow row) {
            return new CohortJson(
                    row.cohort().toString(),
                    row.monthsSince(),
                    row.customers(),
                    row.orders(),
                    new Money(row.revenue(), row.currency()));
        }
    }

    @GET
    @Produces({MediaType.APPLICATION_JSON, RowFormats.CSV, RowFormats.NDJSON, RowFormats.PARQUET})
    @Operation(
            operationId = "cohorts",
            summary = "Customers by month of their first paid order",
            description = "A cohort is all customers whose first paid order ever lies in the same month. Cohorts whose"
                    + " first orders lie between from and to are returned, with what they paid until to: one row per"
                    + " month with a paid order and per currency.")
    @Parameter(
            name = "timeZone",
            in = ParameterIn.QUERY,
            description = "IANA time zone in which months begin, default UTC",
            schema = @Schema(type = SchemaType.STRING))
    @APIResponse(
            responseCode = "200",
            description = "The rows; in all formats but JSON, asOf, lagMs and complete are the Polystore-… headers",
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
                                                    implementation = CohortJson.class),
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
                @Content(mediaType = RowFormats.NDJSON, schema = @Schema(implementation = CohortJson.class)),
                @Content(mediaType = RowFormats.PARQUET, schema = @Schema(type = SchemaType.STRING, format = "binary"))
            })
    public Response cohorts(@BeanParam ReportParameters report, @Context Request request) {
        var parameters = report.query(PARAMETERS);
        var range = TimeRange.of(parameters, clock.instant());
        var zone = Objects.requireNonNullElse(parameters.timeZone("timeZone"), ZoneOffset.UTC);
        var found = freshness.read(snapshot -> cohorts.rows(snapshot, range, zone, ROWS_MAX + 1));
        if (found.value().size() > ROWS_MAX) {
            throw Problem.badRequest("The answer would have more than " + ROWS_MAX + " rows: use a shorter time range.")
                    .asException();
        }
        var rows = found.value().stream().map(CohortJson::of).toList();
        return formats.answer(request, rows, COLUMNS, found.asOf());
    }
}
