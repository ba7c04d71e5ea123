package polystore.analytics.sales;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import polystore.analytics.freshness.AsOf;
import polystore.analytics.freshness.Freshness;
import polystore.platform.http.Roles;

/// `GET /v1/analytics/funnel`: how many of the orders placed in an interval have reached each status.
@Path("/v1/analytics/funnel")
@Tag(name = "Analytics")
@RolesAllowed(Roles.ANALYST)
class FunnelResource {

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
    public FunnelJson funnel(@BeanParam ReportParameters report) {
        var range = TimeRange.of(report.query(Set.of()), clock.instant());
        var counted = freshness.read(snapshot -> funnel.of(snapshot, range.from(), range.to()));
        return FunnelJson.of(counted.value(), counted.asOf());
    }
}
