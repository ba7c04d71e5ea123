package polystore.catalog.editing;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import polystore.catalog.products.MongoProducts;
import polystore.catalog.products.Product;
import polystore.catalog.reading.ProductEntityTags;
import polystore.catalog.reading.ProductJson;
import polystore.catalog.reading.ProductResource;
import polystore.catalog.reading.ReadProduct;
import polystore.platform.http.Roles;
import polystore.platform.rest.Bodies;

/// Creates, changes and deletes products one by one, for staff.
@Path("/v1/products")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Products")
class ProductEditingResource {

    private final ReadProduct read;
    private final CreateProduct create;
    private final ChangeProduct change;
    private final DeleteProduct delete;
    private final MongoProducts products;
    private final Bodies bodies;
    private final MergePatch patches;

    public ProductEditingResource(
            ReadProduct read,
            CreateProduct create,
            ChangeProduct change,
            DeleteProduct delete,
            MongoProducts products,
            Bodies bodies,
            MergePatch patches) {
        this.read = read;
        this.create = create;
        this.change = change;
        this.delete = delete;
        this.products = products;
        this.bodies = bodies;
        this.patches = patches;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.STAFF)
    @Operation(operationId = "createProduct", summary = "Create a product")
    @APIResponseSchema(value = ProductJson.class, responseCode = "201", responseDescription = "Created")
    public Response create(
            @RequestBody(required = true, content = @Content(schema = @Schema(implementation = ProductBodyJson.class)))
                    byte[] body) {
        var content = ProductBodies.toContent(bodies.read(body, ProductBodyJson.class));
        var product = EditProblems.written(create.handle(content));
        // Relative, as text: clients use the address of the gateway, which this service does not know.
        var created = Response.status(Response.Status.CREATED).header("Location", "/v1/products/" + product.id());
        return ProductResource.answer(created, read.view(product));
    }

    @PUT
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.STAFF)
    @Operation(operationId = "replaceProduct", summary = "Replace a product")
    @APIResponseSchema(value = ProductJson.class, responseCode = "200", responseDescription = "Changed")
    public Response replace(
            @PathParam("id") String id,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @RequestBody(required = true, content = @Content(schema = @Schema(implementation = ProductBodyJson.class)))
                    byte[] body) {
        var current = existing(id);
        return change(current, ifMatch, bodies.read(body, ProductBodyJson.class));
    }

    @PATCH
    @Path("/{id}")
    @Consumes(MergePatch.MEDIA_TYPE)
    @RolesAllowed(Roles.STAFF)
    @Operation(
            operationId = "patchProduct",
            summary = "Change fields of a product",
            description = "A JSON merge patch (RFC 7396): fields that are named are replaced, null removes.")
    @APIResponseSchema(value = ProductJson.class, responseCode = "200", responseDescription = "Changed")
    public Response patch(
            @PathParam("id") String id,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @RequestBody(
                            required = true,
                            content =
                                    @Content(schema = @Schema(type = SchemaType.OBJECT, implementation = Object.class)))
                    byte[] body) {
        var current = existing(id);
        return change(current, ifMatch, patches.apply(current.content(), body));
    }

    @DELETE
    @Path("/{id}")
    @RolesAllowed(Roles.STAFF)
    @Operation(operationId = "deleteProduct", summary = "Delete a product")
    @APIResponse(responseCode = "204", description = "Deleted")
    public Response delete(@PathParam("id") String id, @HeaderParam("If-Match") @Nullable String ifMatch) {
        var current = existing(id);
        ProductEntityTags.requireMatch(ifMatch, current.version());
        EditProblems.written(delete.handle(current));
        return Response.noContent().build();
    }

    private Response change(Product current, @Nullable String ifMatch, ProductBodyJson body) {
        var content = ProductBodies.toContent(body);
        ProductEntityTags.requireMatch(ifMatch, current.version());
        var changed = EditProblems.written(change.handle(current, content));
        return ProductResource.answer(Response.ok(), read.view(changed));
    }

    /// From MongoDB, never from a cache: a change must be made on the current version.
    private Product existing(String id) {
        return products.byId(id).orElseThrow(() -> ProductResource.notFound().asException());
    }
}
