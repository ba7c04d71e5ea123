package polystore.gateway;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jboss.logging.Logger;
import polystore.gateway.proxy.GatewayProblems;
import polystore.gateway.proxy.Responses;
import polystore.gateway.proxy.TraceContext;
import polystore.gateway.proxy.UpstreamClient;
import polystore.gateway.proxy.UpstreamClient.BusyException;
import polystore.gateway.proxy.UpstreamClient.Request;
import polystore.gateway.proxy.UpstreamClient.Response;
import polystore.gateway.routing.Service;

/// `GET /v1/views/orders/{id}`: an order with the products of its lines, from one request to orders and one to catalog.
///
/// Without the order there is no view: the response of orders is passed on. Without the products the view is degraded.
@Singleton
class OrderView {

    private static final Logger LOG = Logger.getLogger(OrderView.class);
    private static final String PREFIX = "/v1/views/orders/";
    private static final Duration ORDER_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration PRODUCTS_TIMEOUT = Duration.ofSeconds(2);

    private static final Buffer DEGRADED = Buffer.buffer("\"products\":{},\"degraded\":[\"products\"]");

    private final ObjectMapper json = new ObjectMapper();
    private final UpstreamClient client;

    OrderView(UpstreamClient client) {
        this.client = client;
    }

    /// @param path normalised
    void respond(HttpServerRequest request, String path, TraceContext trace) {
        var id = path.substring(PREFIX.length());
        if (id.isEmpty() || id.contains("/")) {
            Responses.problem(request, GatewayProblems.notFound());
            return;
        }
        var headers = headers(request, trace);
        client.send(Request.get(Service.ORDERS, "/v1/orders/" + id, headers, ORDER_TIMEOUT))
                .onSuccess(order -> withProducts(request, order, headers))
                .onFailure(failure -> ordersUnavailable(request, failure));
    }

    private void withProducts(HttpServerRequest request, Response order, Map<String, String> headers) {
        if (order.status() != 200) {
            Responses.send(request, order.status(), order.mediaType(), order.body());
            return;
        }
        try {
            client.send(productsOf(skus(order.body()), headers))
                    .map(OrderView::products)
                    .recover(OrderView::withoutProducts)
                    .onSuccess(
                            products -> Responses.send(request, 200, "application/json", view(order.body(), products)));
        } catch (IOException e) {
            LOG.errorf("The response of orders is not JSON: %s", e.getMessage());
            Responses.problem(request, GatewayProblems.failure());
        }
    }

    private Set<String> skus(Buffer order) throws IOException {
        var skus = new LinkedHashSet<String>();
        json.readTree(order.getBytes())
                .path("lines")
                .forEach(line -> skus.add(line.path("sku").asText()));
        return skus;
    }

    /// An order has at most 200 lines, and catalog takes 200 SKUs in one request.
    private Request productsOf(Set<String> skus, Map<String, String> headers) {
        var body = json.createObjectNode();
        skus.forEach(body.putArray("skus")::add);
        var jsonHeaders = new HashMap<>(headers);
        jsonHeaders.put("Content-Type", "application/json");
        return new Request(
                Service.CATALOG,
                HttpMethod.POST,
                "/v1/products:batchGet",
                jsonHeaders,
                Buffer.buffer(body.toString()),
                PRODUCTS_TIMEOUT);
    }

    /// The members `products` and `degraded` of the view. The content of catalog's `{"products":{…}}` is copied and not
    /// parsed: parsing and writing 200 products would block the event loop for milliseconds.
    private static Buffer products(Response response) {
        var body = response.body();
        if (response.status() != 200
                || !body.getString(0, Math.min(13, body.length())).equals("{\"products\":{")) {
            throw new IllegalStateException("Catalog responded " + response.status() + ", not with products");
        }
        return body.getBuffer(1, body.length() - 1).appendString(",\"degraded\":[]");
    }

    private static Future<Buffer> withoutProducts(Throwable failure) {
        LOG.debugf("An order is shown without its products: %s", failure.getMessage());
        return Future.succeededFuture(DEGRADED);
    }

    private static Buffer view(Buffer order, Buffer products) {
        return Buffer.buffer("{\"order\":")
                .appendBuffer(order)
                .appendString(",")
                .appendBuffer(products)
                .appendString("}");
    }

    private static void ordersUnavailable(HttpServerRequest request, Throwable failure) {
        var service = Service.ORDERS.label();
        var problem = failure instanceof BusyException
                ? GatewayProblems.serviceBusy(service)
                : GatewayProblems.serviceUnavailable(service);
        Responses.problem(request, problem, 1);
    }

    private static Map<String, String> headers(HttpServerRequest request, TraceContext trace) {
        var headers = new HashMap<>(trace.headers());
        var authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (authorization != null) {
            headers.put("Authorization", authorization);
        }
        return headers;
    }
}
