package polystore.catalog.types;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
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

/// Product types, which anyone may read and staff may write.
@Path("/v1/product-types")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Product types")
class ProductTypeResource {

    private final CodedResource<ProductType, ProductTypeJson> types;
    private final AttributeSchemas schemas;
    private final Bodies bodies;

    ProductTypeResource(MongoProductTypes types, AttributeSchemas schemas, Bodies bodies, Cursors cursors) {
        this.types = new CodedResource<>("product type", "product-types", types.coded(), ProductTypeJson::of, cursors);
        this.schemas = schemas;
        this.bodies = bodies;
    }

    @GET
    @PermitAll
    @Operation(operationId = "listProductTypes", summary = "List product types in the order of their codes")
    public RestResponse<Page<ProductTypeJson>> list(@BeanParam PageParameters page) {
        return types.list(page);
    }

    @GET
    @Path("/{code}")
    @PermitAll
    @Operation(operationId = "readProductType", summary = "Read a product type")
    @APIResponseSchema(value = ProductTypeJson.class, responseCode = "200", responseDescription = "The product type")
    public Response read(@PathParam("code") String code, @HeaderParam("If-None-Match") @Nullable String ifNoneMatch) {
        return types.read(code, ifNoneMatch);
    }

    @PUT
    @Path("/{code}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.STAFF)
    @Operation(
            operationId = "putProductType",
            summary = "Create or replace a product type",
            description = "Send If-None-Match: * to create, If-Match with the ETag to replace.")
    @APIResponseSchema(value = ProductTypeJson.class, responseCode = "201", responseDescription = "Created")
    @APIResponse(
            responseCode = "200",
            description = "Replaced",
            content = @Content(schema = @Schema(implementation = ProductTypeJson.class)))
    public Response put(
            @PathParam("code") String code,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @HeaderParam("If-None-Match") @Nullable String ifNoneMatch,
            @RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = ProductTypeBodyJson.class)))
                    byte[] body) {
        Codes.require("code", code);
        var form = read(body);
        return types.put(code, ifMatch, ifNoneMatch, version -> form.toType(code, version), _ -> {});
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
}
