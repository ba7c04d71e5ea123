package polystore.catalog.search;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import polystore.catalog.categories.MongoCategories;
import polystore.catalog.products.Status;
import polystore.catalog.reading.ProductJson;
import polystore.catalog.reading.ReadProducts;
import polystore.catalog.requests.Caller;
import polystore.platform.rest.Cursors;
import polystore.platform.rest.Page;

/// Browsing and search, for anyone; staff may also search drafts.
@Path("/v1/products")
@Tag(name = "Products")
class SearchResource {

    private final MongoSearch search;
    private final MongoCategories categories;
    private final ReadProducts read;
    private final Cursors cursors;
    private final Caller caller;

    SearchResource(MongoSearch search, MongoCategories categories, ReadProducts read, Cursors cursors, Caller caller) {
        this.search = search;
        this.categories = categories;
        this.read = read;
        this.cursors = cursors;
        this.caller = caller;
    }

    @GET
    @PermitAll
    @Operation(
            operationId = "searchProducts",
            summary = "Search products",
            description = "All conditions must hold. Each word of q must be the beginning of a word of the product. A"
                    + " category includes its descendants. attr.<name>=<value> filters by any attribute; if"
                    + " repeated, one of the values must match. Prices are compared with a product's default"
                    + " price.")
    @Parameter(name = "q", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
    @Parameter(name = "category", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
    @Parameter(name = "type", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
    @Parameter(name = "priceMin", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
    @Parameter(name = "priceMax", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
    @Parameter(name = "inStock", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.BOOLEAN))
    @Parameter(name = "facets", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "sort",
            in = ParameterIn.QUERY,
            schema =
                    @Schema(
                            type = SchemaType.STRING,
                            enumeration = {"newest", "name", "-name", "price", "-price"}))
    @Parameter(
            name = "status",
            in = ParameterIn.QUERY,
            schema =
                    @Schema(
                            type = SchemaType.STRING,
                            enumeration = {"published", "draft", "archived"}))
    @Parameter(name = "limit", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.INTEGER))
    @Parameter(name = "cursor", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = SearchAnswerJson.class)))
    public Response find(@Context UriInfo uri) {
        var parameters = new SearchParameters(uri.getQueryParameters());
        var category = parameters.category();
        var query = parameters.query(
                category == null ? Set.of() : categories.withDescendants(category),
                after(parameters.fingerprint(), parameters.cursor()));
        requireMaySee(query.status());
        var found = search.find(query);
        var next = found.end() == null ? null : cursors.seal(parameters.fingerprint(), position(found.end()));
        var response = Response.ok(answer(query, found, next));
        return next == null
                ? response.build()
                : response.header("Link", Page.linkToNext(uri, next)).build();
    }

    private SearchAnswerJson answer(SearchQuery query, SearchResult found, @Nullable String next) {
        return new SearchAnswerJson(
                read.views(found.products()).stream().map(ProductJson::of).toList(),
                next,
                query.facets().isEmpty() ? null : found.facets());
    }

    private void requireMaySee(Status status) {
        if (status != Status.PUBLISHED) {
            caller.requireStaff();
        }
    }

    private SearchQuery.@Nullable Position after(String list, @Nullable String cursor) {
        if (cursor == null) {
            return null;
        }
        var position = cursors.open(list, cursor).split("\n", 2);
        return new SearchQuery.Position(position[1], position[0]);
    }

    private static String position(SearchQuery.Position end) {
        return end.id() + "\n" + end.key();
    }
}
