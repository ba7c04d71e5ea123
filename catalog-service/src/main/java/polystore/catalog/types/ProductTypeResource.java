package polystore.catalog.types;

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

/// Product types: read by anyone, kept by staff.
@Path("/v1/product-types")
public class ProductTypeResource {

    private final MongoProductTypes types;
    private final AttributeSchemas schemas;
    private final Bodies bodies;
    private final CodeList lists;

    public ProductTypeResource(MongoProductTypes types, AttributeSchemas schemas, Bodies bodies, CodeList lists) {
        this.types = types;
        this.schemas = schemas;
        this.bodies = bodies;
        this.lists = lists;
    }

    @GET
    @PermitAll
    public RestResponse<Page<ProductTypeJson>> list(
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor,
            @Context UriInfo uri) {
        return lists.page("product-types", limit, cursor, types::page, ProductTypeJson::of, ProductTypeJson::code)
                .toResponse(uri);
    }

    @GET
    @Path("/{code}")
    @PermitAll
    @APIResponseSchema(value = ProductTypeJson.class, responseCode = "200")
    public Response read(@PathParam("code") String code, @HeaderParam("If-None-Match") @Nullable String ifNoneMatch) {
        var type = existing(code);
        return EntityTags.notModified(ifNoneMatch, type.version())
                ? EntityTags.notModified(type.version())
                : answer(Response.ok(), type);
    }

    @PUT
    @Path("/{code}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.STAFF)
    @APIResponseSchema(value = ProductTypeJson.class, responseCode = "200")
    public Response put(
            @PathParam("code") String code,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @HeaderParam("If-None-Match") @Nullable String ifNoneMatch,
            @RequestBody(content = @Content(schema = @Schema(implementation = ProductTypeBodyJson.class)))
                    byte[] body) {
        Codes.require("code", code);
        var form = read(body);
        return switch (PutCondition.of(ifMatch, ifNoneMatch)) {
            case PutCondition.Create() -> create(form.toType(code, 1));
            case PutCondition.Replace(var tag) -> replace(code, tag, form);
        };
    }

    private ProductTypeBodyJson read(byte[] body) {
        var form = bodies.read(body, ProductTypeBodyJson.class);
        var faults = schemas.faultsOf(form.schema()).stream()
                .map(fault -> new Problem.FieldError(
                        fault.path().isEmpty() ? "schema" : "schema." + fault.path(), fault.detail()))
                .toArray(Problem.FieldError[]::new);
        if (faults.length > 0) {
            throw Problem.badRequest("Correct the JSON Schema.", faults).asException();
        }
        return form;
    }

    private Response create(ProductType type) {
        if (!types.add(type)) {
            throw PutCondition.exists("The product type " + type.code()).asException();
        }
        return answer(Response.status(Response.Status.CREATED), type);
    }

    private Response replace(String code, String ifMatch, ProductTypeBodyJson form) {
        var current = existing(code);
        EntityTags.requireMatch(ifMatch, current.version());
        var type = form.toType(code, current.version() + 1);
        if (!types.replace(type)) {
            EntityTags.requireMatch(
                    EntityTags.of(current.version()), existing(code).version());
        }
        return answer(Response.ok(), type);
    }

    private ProductType existing(String code) {
        return types.byCode(Codes.require("code", code))
                .orElseThrow(() -> Problem.notFound(
                                "There is no product type " + code + ": staff create it by PUT with If-None-Match: *.")
                        .asException());
    }

    private static Response answer(Response.ResponseBuilder response, ProductType type) {
        return response.entity(ProductTypeJson.of(type))
                .header("ETag", EntityTags.of(type.version()))
                .build();
    }
}
