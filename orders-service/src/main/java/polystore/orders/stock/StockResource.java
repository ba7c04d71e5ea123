package polystore.orders.stock;

import static jakarta.ws.rs.core.MediaType.APPLICATION_JSON;

import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import polystore.contracts.Sku;
import polystore.orders.time.Now;
import polystore.platform.http.Problem;
import polystore.platform.http.Problem.FieldError;
import polystore.platform.http.Roles;
import polystore.platform.rest.Bodies;
import polystore.platform.rest.Cursors;
import polystore.platform.rest.EntityTags;
import polystore.platform.rest.Page;
import polystore.platform.rest.PageParameters;
import polystore.platform.rest.ProblemResponse;

/// Stock, which anyone may read, and its ledger, which staff read and write.
@Path("/v1/stock")
@Tag(name = "Stock")
class StockResource {

    private final StockRows rows;
    private final PostgresStock stock;
    private final MoveStock moveStock;
    private final Bodies bodies;
    private final Cursors cursors;
    private final TimeBasedEpochGenerator ids;
    private final Now now;

    StockResource(
            StockRows rows,
            PostgresStock stock,
            MoveStock moveStock,
            Bodies bodies,
            Cursors cursors,
            TimeBasedEpochGenerator ids,
            Now now) {
        this.rows = rows;
        this.stock = stock;
        this.moveStock = moveStock;
        this.bodies = bodies;
        this.cursors = cursors;
        this.ids = ids;
        this.now = now;
    }

    @GET
    @Path("/{sku}")
    @Operation(operationId = "getStock", summary = "Read the stock of a SKU")
    @PermitAll
    @APIResponse(
            responseCode = "200",
            description = "The stock",
            content = @Content(mediaType = APPLICATION_JSON, schema = @Schema(implementation = StockJson.class)))
    public Response stock(@PathParam("sku") String sku, @HeaderParam("If-None-Match") @Nullable String ifNoneMatch) {
        var row = Sku.isValid(sku) ? rows.findById(sku) : null;
        if (row == null) {
            throw unknown();
        }
        return EntityTags.notModified(ifNoneMatch, row.version)
                ? EntityTags.notModified(row.version)
                : Response.ok(StockJson.of(row))
                        .header("ETag", EntityTags.of(row.version))
                        .build();
    }

    @GET
    @Path("/{sku}/movements")
    @Operation(operationId = "listStockMovements", summary = "List the stock movements of a SKU, newest first")
    @RolesAllowed(Roles.STAFF)
    public RestResponse<Page<StockJson.Booked>> movements(
            @PathParam("sku") String sku, @BeanParam PageParameters page) {
        if (!Sku.isValid(sku)) {
            throw unknown();
        }
        var found = page.read(
                "movements/" + sku,
                cursors,
                (before, count) -> stock.ledger(sku, before.isEmpty() ? null : UUID.fromString(before), count),
                movement -> movement.id().toString());
        if (found.items().isEmpty() && rows.findById(sku) == null) {
            throw unknown();
        }
        return found.map(StockJson.Booked::of).toResponse(page.uri());
    }

    /// With `onError=rejectAll` (the default) all movements are booked or none, with `rejectFailed` each valid
    /// one.
    @POST
    @Operation(operationId = "moveStock", summary = "Book stock movements")
    @Path("/movements")
    @RolesAllowed(Roles.STAFF)
    @RequestBody(
            content =
                    @Content(
                            mediaType = APPLICATION_JSON,
                            schema = @Schema(implementation = StockJson.Movements.class)))
    @APIResponse(
            responseCode = "200",
            description = "The result of each movement",
            content =
                    @Content(mediaType = APPLICATION_JSON, schema = @Schema(implementation = StockJson.Results.class)))
    public Response move(
            @QueryParam("onError") @Nullable String onError, @Context SecurityContext caller, byte[] body) {
        var allOrNothing = allOrNothing(onError);
        var at = now.instant();
        var by = "staff:" + caller.getUserPrincipal().getName();
        var movements = bodies.read(body, StockJson.Movements.class).movements().stream()
                .map(posted -> movement(posted, at, by))
                .toList();
        refuseZero(movements);
        var results = moveStock.handle(movements, allOrNothing);
        if (allOrNothing && results.contains(MovementResult.REJECTED)) {
            return ProblemResponse.of(rejected(movements, results));
        }
        return Response.ok(new StockJson.Results(IntStream.range(0, results.size())
                        .mapToObj(i -> StockJson.Result.of(movements.get(i), results.get(i)))
                        .toList()))
                .build();
    }

    private Movement movement(StockJson.Posted posted, Instant at, String by) {
        return new Movement(
                ids.generate(), posted.sku(), posted.quantity(), posted.reason(), posted.reference(), null, at, by);
    }

    private static void refuseZero(List<Movement> movements) {
        for (int i = 0; i < movements.size(); i++) {
            if (movements.get(i).quantity() == 0) {
                throw Problem.badRequest(
                                "Remove movements with the quantity 0.",
                                new FieldError("movements[" + i + "].quantity", "must not be 0"))
                        .asException();
            }
        }
    }

    private static boolean allOrNothing(@Nullable String onError) {
        return switch (onError) {
            case null -> true;
            case "rejectAll" -> true;
            case "rejectFailed" -> false;
            default ->
                throw Problem.badRequest(
                                "Correct the parameter onError.",
                                new FieldError("onError", "must be rejectAll or rejectFailed"))
                        .asException();
        };
    }

    private static Problem rejected(List<Movement> movements, List<MovementResult> results) {
        var errors = new ArrayList<FieldError>();
        for (int i = 0; i < results.size(); i++) {
            if (results.get(i) == MovementResult.REJECTED) {
                errors.add(new FieldError(
                        "movements[" + i + "].quantity",
                        "takes more of " + movements.get(i).sku() + " than is available"));
            }
        }
        return new Problem(
                "stock/insufficient",
                422,
                "Not enough in stock",
                "Nothing was booked: correct the movements named in errors, or send onError=rejectFailed.",
                errors);
    }

    private static RuntimeException unknown() {
        return Problem.notFound("There is no stock of this SKU: book a first movement for it.")
                .asException();
    }
}
