package polystore.analytics.sales;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
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
            List<StepJson> steps,
            Map<String, AccuracyJson> accuracy,
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
                    Funnel.STEPS.stream()
                            .map(step -> StepJson.of(step, it.durations().getOrDefault(step, new DurationHistogram())))
                            .toList(),
                    Map.of("steps", AccuracyJson.DURATIONS),
                    asOf.asOf(),
                    asOf.lagMs(),
                    asOf.complete());
        }
    }

    /// How long the orders took for a step; without orders only their number.
    public record StepJson(
            @Schema(description = "placed-paid, paid-shipped or shipped-delivered")
            String step,

            @Schema(description = "orders that have completed the step, at any time")
            long orders,

            @Schema(description = "milliseconds that half of the orders did not exceed") @Nullable
            Long p50Ms,

            @Nullable Long p90Ms,
            @Nullable Long p95Ms,
            @Nullable Long p99Ms) {

        static StepJson of(String step, DurationHistogram durations) {
            var count = durations.count();
            return count == 0
                    ? new StepJson(step, 0, null, null, null, null)
                    : new StepJson(
                            step,
                            count,
                            durations.percentileMs(50),
                            durations.percentileMs(90),
                            durations.percentileMs(95),
                            durations.percentileMs(99));
        }
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "funnel",
            summary = "Number of orders that reached each status",
            description = "Of the orders placed between from and to: how many have reached each status, and quantiles"
                    + " of the time from one status to the next. A quantile has the exact rank; its value is within"
                    + " the relative error that accuracy states.")
    public FunnelJson funnel(@BeanParam ReportParameters report) {
        var range = TimeRange.of(report.query(Set.of()), clock.instant());
        var counted = freshness.read(snapshot -> funnel.of(snapshot, range));
        return FunnelJson.of(counted.value(), counted.asOf());
    }
}
