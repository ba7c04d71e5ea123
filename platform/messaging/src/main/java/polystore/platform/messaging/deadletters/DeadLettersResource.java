package polystore.platform.messaging.deadletters;

import static jakarta.ws.rs.core.MediaType.APPLICATION_JSON;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import java.util.Optional;
import java.util.function.BiFunction;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import polystore.platform.http.Roles;
import polystore.platform.messaging.ConsumerLoops;
import polystore.platform.messaging.deadletters.DeadLetterJson.ConsumerJson;
import polystore.platform.messaging.deadletters.DeadLetterJson.Consumers;
import polystore.platform.messaging.deadletters.DeadLetterJson.DecisionForm;
import polystore.platform.messaging.deadletters.DeadLetterJson.DecisionJson;
import polystore.platform.messaging.deadletters.DeadLetterJson.DecisionsJson;
import polystore.platform.messaging.deadletters.DeadLetterJson.LetterJson;
import polystore.platform.messaging.deadletters.DeadLetterJson.ResultJson;
import polystore.platform.messaging.deadletters.DeadLetterJson.WholeLetterJson;
import polystore.platform.messaging.deadletters.DeadLetterStore.Request;
import polystore.platform.messaging.deadletters.DeadLetterStore.Result;
import polystore.platform.rest.Bodies;
import polystore.platform.rest.Cursors;
import polystore.platform.rest.Page;
import polystore.platform.rest.PageParameters;

/// The dead letters of the consumers of one service, for operators.
@Path("/v1/dead-letters/{service}")
@Tag(name = "Dead letters")
@Produces(APPLICATION_JSON)
@RolesAllowed(Roles.OPERATOR)
class DeadLettersResource {

    private static final int DECISIONS_MAX = 100;

    private final DeadLetterStores stores;
    private final ConsumerLoops loops;
    private final Bodies bodies;
    private final Cursors cursors;
    private final String name;

    /// @param name of this service
    DeadLettersResource(
            DeadLetterStores stores,
            ConsumerLoops loops,
            Bodies bodies,
            Cursors cursors,
            @ConfigProperty(name = "quarkus.application.name") String name) {
        this.stores = stores;
        this.loops = loops;
        this.bodies = bodies;
        this.cursors = cursors;
        this.name = name;
    }

    @GET
    @Operation(
            operationId = "listConsumers",
            summary = "List the consumers of a service with their lag and the number of their dead letters")
    public Consumers consumers(@PathParam("service") String service) {
        return new Consumers(loops.consumers().stream()
                .map(it -> ConsumerJson.of(
                        it, store(service, it.subscription().group()).counts()))
                .toList());
    }

    @GET
    @Path("/{consumer}")
    @Operation(
            operationId = "listDeadLetters",
            summary = "List the dead letters of a consumer that wait for a decision, by partition and offset")
    public RestResponse<Page<LetterJson>> letters(
            @PathParam("service") String service,
            @PathParam("consumer") String consumer,
            @QueryParam("key") @Nullable String key,
            @BeanParam PageParameters page) {
        var store = store(service, consumer);
        return page.answer(
                "dead-letters/" + consumer + "/" + (key == null ? "" : key),
                cursors,
                (position, count) -> store.page(LetterId.parse(position), count, key),
                letter -> letter.id().toString(),
                LetterJson::of);
    }

    @GET
    @Path("/{consumer}/decisions")
    @Operation(
            operationId = "listDeadLetterDecisions",
            summary = "List the newest 100 decisions about dead letters: letter, outcome, operator and reason")
    public DecisionsJson decisions(@PathParam("service") String service, @PathParam("consumer") String consumer) {
        return new DecisionsJson(store(service, consumer).decisions(DECISIONS_MAX).stream()
                .map(DecisionJson::of)
                .toList());
    }

    @GET
    @Path("/{consumer}/{id}")
    @Operation(
            operationId = "getDeadLetter",
            summary = "Read a dead letter with its cause and every byte of its key, headers and body")
    public WholeLetterJson letter(
            @PathParam("service") String service, @PathParam("consumer") String consumer, @PathParam("id") String id) {
        return WholeLetterJson.of(letter(store(service, consumer), id));
    }

    @POST
    @Path("/{consumer}/{id}/replay")
    @Operation(
            operationId = "replayDeadLetter",
            summary = "Process the record of a dead letter again, in the order of its key")
    @RequestBody(
            content = @Content(mediaType = APPLICATION_JSON, schema = @Schema(implementation = DecisionForm.class)))
    public ResultJson replay(
            @PathParam("service") String service,
            @PathParam("consumer") String consumer,
            @PathParam("id") String id,
            @Context SecurityContext caller,
            byte[] body) {
        var store = store(service, consumer);
        var result = decide(store, id, caller, body, store::replay);
        if (!result.dryRun() && result.applied() == 0) {
            throw DeadLetterProblems.stillFaulty(result.cause());
        }
        return result;
    }

    @POST
    @Path("/{consumer}/{id}/discard")
    @Operation(
            operationId = "discardDeadLetter",
            summary = "Discard a dead letter, and process the records that are parked behind it")
    @RequestBody(
            content = @Content(mediaType = APPLICATION_JSON, schema = @Schema(implementation = DecisionForm.class)))
    public ResultJson discard(
            @PathParam("service") String service,
            @PathParam("consumer") String consumer,
            @PathParam("id") String id,
            @Context SecurityContext caller,
            byte[] body) {
        var store = store(service, consumer);
        return decide(store, id, caller, body, store::discard);
    }

    private ResultJson decide(
            DeadLetterStore store,
            String id,
            SecurityContext caller,
            byte[] body,
            BiFunction<DeadLetter, Request, Result> action) {
        var letter = letter(store, id);
        var form = bodies.read(body, DecisionForm.class);
        var dryRun = Boolean.TRUE.equals(form.dryRun());
        var by = caller.getUserPrincipal().getName();
        var result = action.apply(letter, new Request(by, form.reason(), dryRun));
        return new ResultJson(dryRun, result.applied(), result.left(), result.cause());
    }

    private DeadLetterStore store(String service, String consumer) {
        if (!service.equals(name)) {
            throw DeadLetterProblems.otherService(name, service);
        }
        return stores.of(consumer).orElseThrow(() -> DeadLetterProblems.noConsumer(name, consumer, stores.all()));
    }

    private static DeadLetter letter(DeadLetterStore store, String text) {
        var id = LetterId.parse(text);
        return (id == null ? Optional.<DeadLetter>empty() : store.find(id))
                .orElseThrow(() -> DeadLetterProblems.noLetter(store.group(), text));
    }
}
