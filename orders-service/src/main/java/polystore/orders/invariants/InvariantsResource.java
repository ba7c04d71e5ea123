package polystore.orders.invariants;

import static jakarta.ws.rs.core.MediaType.APPLICATION_JSON;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import polystore.orders.invariants.PostgresInvariants.Finding;
import polystore.orders.time.Now;
import polystore.platform.http.Problem;
import polystore.platform.http.Roles;
import polystore.platform.rest.ProblemResponse;

/// Audits a running system.
@Path("/v1/admin/invariants")
@Tag(name = "Administration")
class InvariantsResource {

    private final PostgresInvariants invariants;
    private final Now now;

    InvariantsResource(PostgresInvariants invariants, Now now) {
        this.invariants = invariants;
        this.now = now;
    }

    /// @param ok whether every invariant holds
    record Audit(Instant asOf, boolean ok, List<Finding> invariants) {}

    /// Reads whole tables, so that one audit runs at a time.
    @GET
    @Operation(operationId = "checkInvariants", summary = "Audit stock, orders, events and money in one snapshot")
    @APIResponse(
            responseCode = "200",
            description = "The findings; none where every invariant holds",
            content = @Content(mediaType = APPLICATION_JSON, schema = @Schema(implementation = Audit.class)))
    @RolesAllowed(Roles.OPERATOR)
    public Response check() {
        var asOf = now.instant();
        var findings = invariants.check();
        return findings.isEmpty()
                ? ProblemResponse.of(Problem.of(
                        "orders/audit-running",
                        409,
                        "An audit is running",
                        "One audit runs at a time: repeat the request when the other one has ended."))
                : Response.ok(new Audit(
                                asOf,
                                findings.stream().allMatch(f -> f.violations().isEmpty()),
                                findings))
                        .build();
    }
}
