package polystore.catalog.reading;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import polystore.catalog.products.Status;
import polystore.catalog.requests.Caller;
import polystore.platform.rest.Bodies;

/// Reads many products with one request, for anyone. It is a `POST` because 200 SKUs do not fit into a URL.
@Path("/v1/products:batchGet")
@Tag(name = "Products")
class ProductBatchResource {

    private final ReadProducts read;
    private final Bodies bodies;
    private final Caller caller;

    ProductBatchResource(ReadProducts read, Bodies bodies, Caller caller) {
        this.read = read;
        this.bodies = bodies;
        this.caller = caller;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @PermitAll
    @Operation(operationId = "batchGetProducts", summary = "Read up to 200 products by their SKUs")
    public ProductBatchJson bySkus(
            @RequestBody(content = @Content(schema = @Schema(implementation = ProductBatchBodyJson.class)))
                    byte[] body) {
        var skus = bodies.read(body, ProductBatchBodyJson.class).skus();
        var products = new TreeMap<String, ProductJson>();
        read.bySkus(Set.copyOf(skus)).forEach((sku, view) -> {
            if (view.product().content().status() != Status.DRAFT || caller.isStaff()) {
                products.put(sku, ProductJson.of(view));
            }
        });
        return new ProductBatchJson(products);
    }
}
