package polystore.catalog.categories;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import polystore.catalog.codes.CodeList;
import polystore.catalog.codes.Codes;
import polystore.catalog.codes.PutCondition;
import polystore.platform.http.Problem;
import polystore.platform.http.Roles;
import polystore.platform.rest.Bodies;
import polystore.platform.rest.EntityTags;
import polystore.platform.rest.Page;

/// Categories: read by anyone, kept by staff.
@Path("/v1/categories")
public class CategoryResource {

    private final MongoCategories categories;
    private final Bodies bodies;
    private final CodeList lists;

    public CategoryResource(MongoCategories categories, Bodies bodies, CodeList lists) {
        this.categories = categories;
        this.bodies = bodies;
        this.lists = lists;
    }

    @GET
    @PermitAll
    public RestResponse<Page<CategoryJson>> list(
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor,
            @Context UriInfo uri) {
        return lists.page("categories", limit, cursor, categories::page, CategoryJson::of, CategoryJson::code)
                .toResponse(uri);
    }

    @GET
    @Path("/{code}")
    @PermitAll
    @APIResponseSchema(value = CategoryJson.class, responseCode = "200")
    public Response read(@PathParam("code") String code, @HeaderParam("If-None-Match") @Nullable String ifNoneMatch) {
        var category = existing(code);
        return EntityTags.notModified(ifNoneMatch, category.version())
                ? EntityTags.notModified(category.version())
                : answer(Response.ok(), category);
    }

    @PUT
    @Path("/{code}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.STAFF)
    @APIResponseSchema(value = CategoryJson.class, responseCode = "200")
    public Response put(
            @PathParam("code") String code,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @HeaderParam("If-None-Match") @Nullable String ifNoneMatch,
            @RequestBody(content = @Content(schema = @Schema(implementation = CategoryBodyJson.class))) byte[] body) {
        Codes.require("code", code);
        var form = bodies.read(body, CategoryBodyJson.class);
        return switch (PutCondition.of(ifMatch, ifNoneMatch)) {
            case PutCondition.Create() -> create(form.toCategory(code, 1));
            case PutCondition.Replace(var tag) -> replace(code, tag, form);
        };
    }

    private Response create(Category category) {
        if (categories.exists(category.code())) {
            throw exists(category).asException();
        }
        requirePlace(category);
        if (!categories.add(category)) {
            throw exists(category).asException();
        }
        return answer(Response.status(Response.Status.CREATED), category);
    }

    private Response replace(String code, String ifMatch, CategoryBodyJson form) {
        var current = existing(code);
        EntityTags.requireMatch(ifMatch, current.version());
        var category = form.toCategory(code, current.version() + 1);
        requirePlace(category);
        if (!categories.replace(category)) {
            EntityTags.requireMatch(
                    EntityTags.of(current.version()), existing(code).version());
        }
        return answer(Response.ok(), category);
    }

    private void requirePlace(Category category) {
        switch (categories.place(category.code(), category.parent())) {
            case ParentCheck.Fits() -> {}
            case ParentCheck.UnknownParent(var parent) ->
                throw refused(
                        "catalog/unknown-category",
                        "Unknown category",
                        "There is no category " + parent + ": create it first, or leave parent out.");
            case ParentCheck.TooDeep(var parent) ->
                throw refused(
                        "catalog/category-too-deep",
                        "Too deep, or a circle",
                        "Below " + parent + " it would be its own ancestor, or more than " + Category.DEPTH_MAX
                                + " levels deep: choose another parent.");
        }
    }

    private Category existing(String code) {
        return categories
                .byCode(Codes.require("code", code))
                .orElseThrow(() -> Problem.notFound(
                                "There is no category " + code + ": staff create it by PUT with If-None-Match: *.")
                        .asException());
    }

    private static Problem exists(Category category) {
        return PutCondition.exists("The category " + category.code());
    }

    private static RuntimeException refused(String type, String title, String detail) {
        var field = new Problem.FieldError("parent", detail);
        return new Problem(type, 422, title, detail, List.of(field)).asException();
    }

    private static Response answer(Response.ResponseBuilder response, Category category) {
        return response.entity(CategoryJson.of(category))
                .header("ETag", EntityTags.of(category.version()))
                .build();
    }
}
