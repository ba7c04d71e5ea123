package polystore.catalog.reading;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import polystore.catalog.products.Product;
import polystore.catalog.products.Status;
import polystore.catalog.requests.Caller;
import polystore.platform.http.Problem;

/// Reads products one by one, for anyone.
@Path("/v1/products")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Products")
public class ProductResource {

    private final ReadProduct read;
    private final Caller caller;

    ProductResource(ReadProduct read, Caller caller) {
        this.read = read;
        this.caller = caller;
    }

    @GET
    @Path("/{id}")
    @PermitAll
    @Operation(operationId = "readProduct", summary = "Read a product by its id")
    @APIResponseSchema(value = ProductJson.class, responseCode = "200", responseDescription = "The product")
    public Response byId(@PathParam("id") String id, @HeaderParam("If-None-Match") @Nullable String ifNoneMatch) {
        return answer(read.byId(id), ifNoneMatch);
    }

    @GET
    @Path("/by-sku/{sku}")
    @PermitAll
    @Operation(operationId = "readProductBySku", summary = "Read a product by its SKU or that of a variant")
    @APIResponseSchema(value = ProductJson.class, responseCode = "200", responseDescription = "The product")
    public Response bySku(@PathParam("sku") String sku, @HeaderParam("If-None-Match") @Nullable String ifNoneMatch) {
        return answer(read.bySku(sku), ifNoneMatch);
    }

    private Response answer(Optional<ProductView> found, @Nullable String ifNoneMatch) {
        var view = found.filter(product -> visible(product.product()))
                .orElseThrow(() -> notFound().asException());
        return ProductEntityTags.notModified(ifNoneMatch, view)
                ? Response.notModified()
                        .header("ETag", ProductEntityTags.of(view))
                        .build()
                : answer(Response.ok(), view);
    }

    /// The response with a product and its entity tag.
    public static Response answer(Response.ResponseBuilder response, ProductView view) {
        return response.entity(ProductJson.of(view))
                .header("ETag", ProductEntityTags.of(view))
                .build();
    }

    public static Problem notFound() {
        return Problem.notFound("There is no such product: search with GET /v1/products?q=");
    }

    /// Checks the status first, because a public product needs no verification of the token.
    private boolean visible(Product product) {
        return product.content().status() != Status.DRAFT || caller.isStaff();
    }
}
