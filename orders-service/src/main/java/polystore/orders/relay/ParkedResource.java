package polystore.orders.relay;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;
import polystore.orders.outbox.KafkaPublisher;
import polystore.orders.outbox.PostgresOutboxParking;
import polystore.orders.outbox.Publisher;
import polystore.orders.outbox.ReplayParked;
import polystore.orders.outbox.ReplayParked.Replay;
import polystore.platform.http.Problem;
import polystore.platform.http.Roles;
import polystore.platform.rest.ProblemResponse;

/// `POST /v1/admin/outbox/parked:replay`
@Path("/v1/admin/outbox/parked:replay")
@Tag(name = "Administration")
class ParkedResource {

    private static final Logger LOG = Logger.getLogger(ParkedResource.class);
    private static final int RETRY_AFTER_SECONDS = 5;

    private final ReplayParked replayParked;

    public ParkedResource(Jdbi jdbi, KafkaPublisher events) {
        this.replayParked = new ReplayParked(new PostgresOutboxParking(jdbi), events);
    }

    /// Sends parked events again, in order; `{"delivered":3,"refused":0}`. Repeat until `delivered` is 0. The
    /// documents of their orders were published when the events were parked.
    @POST
    @Operation(operationId = "replayParkedEvents", summary = "Send parked events again, in order")
    @RolesAllowed(Roles.OPERATOR)
    @APIResponse(
            responseCode = "200",
            description = "The number of events that Kafka acknowledged, and of those that stay parked",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Replay.class)))
    public Response replay() throws InterruptedException {
        try {
            return Response.ok(replayParked.handle()).build();
        } catch (Publisher.UnavailableException e) {
            LOG.warnf("Parked events were not replayed: %s", e.getMessage());
            return ProblemResponse.of(
                    Problem.of(
                            "service/kafka-unavailable",
                            503,
                            "Kafka is not available",
                            "Events that were not delivered are still parked: repeat the request later."),
                    RETRY_AFTER_SECONDS);
        }
    }
}
