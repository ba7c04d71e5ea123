package polystore.catalog.categories;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.event.Event;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import polystore.catalog.codes.CodedResource;
import polystore.catalog.codes.Codes;
import polystore.platform.http.Problem;
import polystore.platform.http.Roles;
import polystore.platform.rest.Bodies;
import polystore.platform.rest.Cursors;
import polystore.platform.rest.Page;
import polystore.platform.rest.PageParameters;

/// Categories, which anyone may read and staff may write.
@Path("/v1/categories")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Categories")
class CategoryResource {

    private final CodedResource<Category, CategoryJson> coded;
    private final MongoCategories categories;
    private final Bodies bodies;
    private final Event<CategoryChanged> changes;

    CategoryResource(MongoCategories categories, Bodies bodies, Cursors cursors, Event<CategoryChanged> changes) {
        this.coded = new CodedResource<>("category", "categories", categories.coded(), CategoryJson::of, cursors);
        this.categories = categories;
        this.bodies = bodies;
        this.changes = changes;
    }

    @GET
    @PermitAll
    @Operation(operationId = "listCategories", summary = "List categories in the order of their codes")
    public RestResponse<Page<CategoryJson>> list(@BeanParam PageParameters page) {
        return coded.list(page);
    }

    @GET
    @Path("/{code}")
    @PermitAll
    @Operation(operationId = "readCategory", summary = "Read a category")
    @APIResponseSchema(value = CategoryJson.class, responseCode = "200", responseDescription = "The category")
    public Response read(@PathParam("code") String code, @HeaderParam("If-None-Match") @Nullable String ifNoneMatch) {
        return coded.read(code, ifNoneMatch);
    }

    @PUT
    @Path("/{code}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.STAFF)
    @Operation(
            operationId = "putCategory",
            summary = "Create or replace a category",
            description = "Send If-None-Match: * to create, If-Match with the ETag to replace.")
    @APIResponseSchema(value = CategoryJson.class, responseCode = "201", responseDescription = "Created")
    @APIResponse(
            responseCode = "200",
            description = "Replaced",
            content = @Content(schema = @Schema(implementation = CategoryJson.class)))
    public Response put(
            @PathParam("code") String code,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @HeaderParam("If-None-Match") @Nullable String ifNoneMatch,
            @RequestBody(required = true, content = @Content(schema = @Schema(implementation = CategoryBodyJson.class)))
                    byte[] body) {
        Codes.require("code", code);
        var form = bodies.read(body, CategoryBodyJson.class);
        var answer =
                coded.put(code, ifMatch, ifNoneMatch, version -> form.toCategory(code, version), this::requireParent);
        changes.fire(new CategoryChanged(code));
        return answer;
    }

    private void requireParent(Category category) {
        switch (categories.checkParent(category.code(), category.parent())) {
            case ParentCheck.Allowed() -> {}
            case ParentCheck.UnknownParent(var parent) ->
                throw refused(
                        "catalog/unknown-category",
                        "Unknown category",
                        "There is no category " + parent + ": create it first, or omit parent.");
            case ParentCheck.TooDeep(var parent) ->
                throw refused(
                        "catalog/category-too-deep",
                        "Category too deep, or a cycle",
                        "With the parent " + parent + " the category would be its own ancestor, or be more than "
                                + Category.DEPTH_MAX + " levels deep: choose another parent.");
        }
    }

    private static RuntimeException refused(String type, String title, String detail) {
        var field = new Problem.FieldError("parent", detail);
        return new Problem(type, 422, title, detail, List.of(field)).asException();
    }
}
