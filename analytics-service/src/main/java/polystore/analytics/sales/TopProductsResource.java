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
import java.util.EnumSet;
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
import org.jspecify.annotations.Nullable;
import polystore.analytics.freshness.Freshness;
import polystore.analytics.sales.TopProduct.Ranking;
import polystore.contracts.Money;
import polystore.platform.http.Roles;
import polystore.platform.rest.Page;

/// `GET /v1/analytics/top-products`: the best-selling products.
@Path("/v1/analytics/top-products")
@Tag(name = "Analytics")
@RolesAllowed(Roles.ANALYST)
class TopProductsResource {

    private static final Set<String> PARAMETERS = Set.of("by", "currency", "limit");
    private static final List<ReportColumn> COLUMNS = List.of(
            ReportColumn.text("product"),
            ReportColumn.text("sku"),
            ReportColumn.text("name"),
            ReportColumn.text("currency"),
            ReportColumn.count("orders"),
            ReportColumn.count("units"),
            ReportColumn.decimal("revenue"),
            ReportColumn.decimal("cancelled"),
            ReportColumn.decimal("returned"));

    private final PostgresTopProducts products;
    private final Freshness freshness;
    private final RowFormats formats;
    private final Clock clock = Clock.systemUTC();

    public TopProductsResource(PostgresTopProducts products, Freshness freshness, RowFormats formats) {
        this.products = products;
        this.freshness = freshness;
        this.formats = formats;
    }

    public record RowJson(
            String product,
            @Nullable String sku,
            String name,
            long orders,
            long units,
            Money revenue,
            Money cancelled,
            Money returned) {

        static RowJson of(TopProduct top) {
            var amounts = top.amounts();
            return new RowJson(
                    top.product(),
                    top.sku(),
                    top.name(),
                    amounts.orders(),
                    amounts.units(),
                    new Money(amounts.revenue(), top.currency()),
                    new Money(amounts.cancelled(), top.currency()),
                    new Money(amounts.returned(), top.currency()));
        }
    }

    @GET
    @Produces({MediaType.APPLICATION_JSON, RowFormats.CSV, RowFormats.NDJSON, RowFormats.PARQUET})
    @Operation(operationId = "topProducts", summary = "Best-selling products, ranked within each currency")
    @Parameter(
            name = "by",
            in = ParameterIn.QUERY,
            description = "revenue (default), units or orders",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "currency",
            in = ParameterIn.QUERY,
            description = "ISO 4217 code; rows of other currencies are left out",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "limit",
            in = ParameterIn.QUERY,
            description = "rows per currency, 1 to 100, default 20",
            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "100"))
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
                                                    implementation = RowJson.class),
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
                @Content(mediaType = RowFormats.NDJSON, schema = @Schema(implementation = RowJson.class)),
                @Content(mediaType = RowFormats.PARQUET, schema = @Schema(type = SchemaType.STRING, format = "binary"))
            })
    public Response top(@BeanParam ReportParameters report, @Context Request request) {
        var parameters = report.query(PARAMETERS);
        var range = TimeRange.of(parameters, clock.instant());
        var query = new SalesQuery(
                range.from(), range.to(), SalesQuery.Interval.DAY, ZoneOffset.UTC, SalesQuery.Dimension.PRODUCT);
        var ranking = Objects.requireNonNullElse(
                parameters.constant("by", Ranking.class, EnumSet.allOf(Ranking.class)), Ranking.REVENUE);
        var currency = parameters.text("currency");
        var limit = Page.limit(parameters.text("limit"));
        var top = freshness.read(snapshot -> products.top(snapshot, query, ranking, currency, limit));
        var rows = top.value().stream().map(RowJson::of).toList();
        return formats.answer(request, rows, COLUMNS, top.asOf());
    }
}
