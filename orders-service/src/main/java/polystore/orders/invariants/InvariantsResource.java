package polystore.orders.invariants;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import polystore.orders.invariants.PostgresInvariants.Finding;
import polystore.orders.time.Now;
import polystore.platform.http.Problem;
import polystore.platform.http.Roles;
import polystore.platform.rest.ProblemResponse;

@Path("/v1/admin/invariants")
public class InvariantsResource {

    private final PostgresInvariants invariants;
    private final Now now;

    public InvariantsResource(PostgresInvariants invariants, Now now) {
        this.invariants = invariants;
        this.now = now;
    }

    /// @param ok whether every invariant holds
    public record Audit(Instant asOf, boolean ok, List<Finding> invariants) {}

    /// Audits stock, orders, events and money in one snapshot; reads whole tables, so one at a time.
    @GET
    @RolesAllowed(Roles.OPERATOR)
    public Response check() {
        var asOf = now.instant();
        var findings = invariants.check();
        return findings.isEmpty()
                ? ProblemResponse.of(Problem.of(
                        "orders/audit-running", 409, "An audit is running", "Wait for it: one runs at a time."))
                : Response.ok(new Audit(
                                asOf,
                                findings.stream().allMatch(f -> f.violations().isEmpty()),
                                findings))
                        .build();
    }
}
