package polystore.catalog.products;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;
import polystore.catalog.web.Caller;
import polystore.platform.http.Problem;
import polystore.platform.http.Roles;
import polystore.platform.rest.Bodies;

/// Products one by one: read by anyone, kept by staff.
@Path("/v1/products")
public class ProductResource {

    private final ReadProduct read;
    private final CreateProduct create;
    private final ChangeProduct change;
    private final DeleteProduct delete;
    private final MongoProducts products;
    private final Bodies bodies;
    private final MergePatch patches;
    private final Caller caller;

    public ProductResource(
            ReadProduct read,
            CreateProduct create,
            ChangeProduct change,
            DeleteProduct delete,
            MongoProducts products,
            Bodies bodies,
            MergePatch patches,
            Caller caller) {
        this.read = read;
        this.create = create;
        this.change = change;
        this.delete = delete;
        this.products = products;
        this.bodies = bodies;
        this.patches = patches;
        this.caller = caller;
    }

    @GET
    @Path("/{id}")
    @PermitAll
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ProductJson.class)))
    public Response byId(@PathParam("id") String id, @HeaderParam("If-None-Match") @Nullable String ifNoneMatch) {
        return answer(read.byId(id), ifNoneMatch);
    }

    @GET
    @Path("/by-sku/{sku}")
    @PermitAll
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ProductJson.class)))
    public Response bySku(@PathParam("sku") String sku, @HeaderParam("If-None-Match") @Nullable String ifNoneMatch) {
        return answer(read.bySku(sku), ifNoneMatch);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.STAFF)
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = ProductJson.class)))
    public Response create(
            @RequestBody(content = @Content(schema = @Schema(implementation = ProductBodyJson.class))) byte[] body) {
        var content = ProductForms.toContent(bodies.read(body, ProductBodyJson.class));
        var product = WritingProblems.written(create.handle(content));
        // As text and so relative: the address that clients use is the gateway's, which we do not know.
        var created = Response.status(Response.Status.CREATED).header("Location", "/v1/products/" + product.id());
        return answer(created, read.shown(product));
    }

    @PUT
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.STAFF)
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ProductJson.class)))
    public Response replace(
            @PathParam("id") String id,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @RequestBody(content = @Content(schema = @Schema(implementation = ProductBodyJson.class))) byte[] body) {
        var current = existing(id);
        return change(current, ifMatch, bodies.read(body, ProductBodyJson.class));
    }

    @PATCH
    @Path("/{id}")
    @Consumes(MergePatch.MEDIA_TYPE)
    @RolesAllowed(Roles.STAFF)
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ProductJson.class)))
    public Response patch(
            @PathParam("id") String id,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @RequestBody(content = @Content(schema = @Schema(implementation = Object.class))) byte[] body) {
        var current = existing(id);
        return change(current, ifMatch, patches.apply(current.content(), body));
    }

    @DELETE
    @Path("/{id}")
    @RolesAllowed(Roles.STAFF)
    public Response delete(@PathParam("id") String id, @HeaderParam("If-Match") @Nullable String ifMatch) {
        var current = existing(id);
        ProductTags.requireMatch(ifMatch, current.version());
        WritingProblems.written(delete.handle(current));
        return Response.noContent().build();
    }

    private Response change(Product current, @Nullable String ifMatch, ProductBodyJson body) {
        var content = ProductForms.toContent(body);
        ProductTags.requireMatch(ifMatch, current.version());
        var changed = WritingProblems.written(change.handle(current, content));
        return answer(Response.ok(), read.shown(changed));
    }

    /// From the store itself, never from a cache: what is changed must be what is there.
    private Product existing(String id) {
        return products.byId(id).orElseThrow(() -> notFound().asException());
    }

    private Response answer(Optional<ShownProduct> found, @Nullable String ifNoneMatch) {
        var shown = found.filter(product -> visible(product.product()))
                .orElseThrow(() -> notFound().asException());
        return ProductTags.notModified(ifNoneMatch, shown)
                ? Response.notModified().header("ETag", ProductTags.of(shown)).build()
                : answer(Response.ok(), shown);
    }

    private static Response answer(Response.ResponseBuilder response, ShownProduct shown) {
        return response.entity(ProductJson.of(shown))
                .header("ETag", ProductTags.of(shown))
                .build();
    }

    /// The caller is asked for last: whoever reads what is public needs no valid token.
    private boolean visible(Product product) {
        return product.content().status() != Status.DRAFT || caller.isStaff();
    }

    private static Problem notFound() {
        return Problem.notFound("There is no such product: search for it by GET /v1/products?q=");
    }
}
