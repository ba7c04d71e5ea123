package polystore.analytics.stream;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import polystore.contracts.Money;
import polystore.platform.http.Problem;
import polystore.platform.http.Roles;
import polystore.platform.messaging.KafkaClients;

/// `GET /v1/analytics/stream`: a resumable stream of order events as they are published.
@Path("/v1/analytics/stream")
@Tag(name = "Analytics")
@RolesAllowed(Roles.ANALYST)
class StreamResource {

    private static final Logger LOG = Logger.getLogger(StreamResource.class);

    /// Each client has its own Kafka consumer, because each has its own position.
    private static final int LISTENERS_MAX = 16;

    private static final Duration POLL = Duration.ofMillis(500);
    /// Shorter than the idle timeout of usual proxies.
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    /// A client that does not accept an event within this time is disconnected; it may resume.
    private static final int SEND_MAX_S = 10;

    private final KafkaClients clients;
    private final Clock clock = Clock.systemUTC();
    private final Semaphore listeners = new Semaphore(LISTENERS_MAX);

    private final JsonWebToken token;

    public StreamResource(KafkaClients clients, JsonWebToken token) {
        this.clients = clients;
        this.token = token;
    }

    public record EventJson(String orderId, String type, Instant at, Money total) {}

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(
            operationId = "stream",
            summary = "Order events as they are published; send Last-Event-ID to resume",
            description = "The stream ends when the access token expires, after a comment that says so: connect again"
                    + " with a new token and Last-Event-ID.")
    @APIResponse(
            responseCode = "200",
            description =
                    "Events until the client disconnects or its token expires; the data of each is an order event",
            content =
                    @Content(
                            mediaType = MediaType.SERVER_SENT_EVENTS,
                            schema = @Schema(implementation = EventJson.class)))
    public void stream(
            @HeaderParam("Last-Event-ID") @Nullable String lastEventId, @Context SseEventSink sink, @Context Sse sse) {
        var from = lastEventId == null || lastEventId.isBlank() ? null : StreamPosition.parse(lastEventId.strip());
        if (!listeners.tryAcquire()) {
            throw Problem.of(
                            "analytics/too-many-listeners",
                            429,
                            "Too many streams",
                            "This instance serves no further stream: try again later.")
                    .asException();
        }
        var end = Instant.ofEpochSecond(token.getExpirationTime());
        Thread.ofVirtual().name("stream").start(() -> sendAndRelease(from, end, sink, sse));
    }

    private void sendAndRelease(@Nullable StreamPosition from, Instant end, SseEventSink sink, Sse sse) {
        try (sink;
                var stream = KafkaOrderStream.open(clients, from)) {
            send(stream, end, sink, sse);
            if (!sink.isClosed()) {
                send(sink, comment(sse, stream, "the access token has expired: connect again with a new one"));
            }
        } catch (ExecutionException | TimeoutException e) {
            LOG.debugf(e, "A client of the stream has disconnected");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.warnf("A stream was ended because of a failure, the client may resume it: %s", e.getMessage());
        } finally {
            listeners.release();
        }
    }

    /// Until the end or until the client has disconnected. The first heartbeat is sent at once, with the position from
    /// which the client may resume.
    private void send(KafkaOrderStream stream, Instant end, SseEventSink sink, Sse sse)
            throws ExecutionException, TimeoutException, InterruptedException {
        var lastSent = System.nanoTime() - HEARTBEAT.toNanos();
        while (!sink.isClosed() && clock.instant().isBefore(end)) {
            for (var streamed : stream.poll(POLL)) {
                var event = streamed.event();
                var type = event.type().substring(event.type().lastIndexOf('.') + 1);
                send(
                        sink,
                        sse.newEventBuilder()
                                .id(streamed.id().toString())
                                .name(type)
                                .mediaType(MediaType.APPLICATION_JSON_TYPE)
                                .data(new EventJson(event.orderId().toString(), type, event.at(), event.total()))
                                .build());
                lastSent = System.nanoTime();
            }
            if (System.nanoTime() - lastSent > HEARTBEAT.toNanos()) {
                send(sink, comment(sse, stream, "heartbeat"));
                lastSent = System.nanoTime();
            }
        }
    }

    private static OutboundSseEvent comment(Sse sse, KafkaOrderStream stream, String text) {
        return sse.newEventBuilder()
                .id(stream.position().toString())
                .comment(text)
                .build();
    }

    private static void send(SseEventSink sink, OutboundSseEvent event)
            throws ExecutionException, TimeoutException, InterruptedException {
        sink.send(event).toCompletableFuture().get(SEND_MAX_S, TimeUnit.SECONDS);
    }
}
