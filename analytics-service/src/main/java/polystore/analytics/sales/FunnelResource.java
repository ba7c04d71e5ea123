package polystore.analytics.sales;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import polystore.analytics.freshness.AsOf;
import polystore.analytics.freshness.Freshness;
import polystore.platform.http.Roles;
import polystore.platform.rest.QueryParameters;

/// `GET /v1/analytics/funnel`: how many of the orders placed in an interval have reached each status.
@Path("/v1/analytics/funnel")
@Tag(name = "Analytics")
@RolesAllowed(Roles.ANALYST)
public class FunnelResource {

    private static final Set<String> PARAMETERS = Set.of("from", "to");

    private final PostgresFunnel funnel;
    private final Freshness freshness;
    private final Clock clock = Clock.systemUTC();

    public FunnelResource(PostgresFunnel funnel, Freshness freshness) {
        this.funnel = funnel;
        this.freshness = freshness;
    }

    /// Orders placed in the interval that have reached each status, at any time.
    public record FunnelJson(
            long placed,
            long paid,
            long shipped,
            long delivered,
            long returned,
            long cancelled,
            long expired,
            Instant asOf,
            long lagMs,
            boolean complete) {

        static FunnelJson of(Funnel it, AsOf asOf) {
            return new FunnelJson(
                    it.placed(),
                    it.paid(),
                    it.shipped(),
                    it.delivered(),
                    it.returned(),
                    it.cancelled(),
                    it.expired(),
                    asOf.asOf(),
                    asOf.lagMs(),
                    asOf.complete());
        }
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "funnel", summary = "Number of orders that reached each status")
    @Parameter(
            name = "from",
            in = ParameterIn.QUERY,
            description = "ISO-8601 instant, inclusive; default 30 days before to",
            schema = @Schema(type = SchemaType.STRING, format = "date-time"))
    @Parameter(
            name = "to",
            in = ParameterIn.QUERY,
            description = "ISO-8601 instant, exclusive; default now",
            schema = @Schema(type = SchemaType.STRING, format = "date-time"))
    public FunnelJson funnel(@Context UriInfo uri) {
        var range = TimeRange.of(QueryParameters.of(uri, PARAMETERS), clock.instant());
        var counted = freshness.read(snapshot -> funnel.of(snapshot, range.from(), range.to()));
        return FunnelJson.of(counted.value(), counted.asOf());
    }
}
