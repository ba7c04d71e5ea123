package polystore.gateway.views;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import polystore.gateway.proxy.Inquiries;
import polystore.gateway.proxy.Trace;
import polystore.gateway.refusals.Answers;
import polystore.gateway.refusals.Refusals;
import polystore.gateway.routing.Service;

/// `GET /v1/views/orders/{id}`: an order with the product documents of its lines.
///
/// The order decides: without it the answer is what orders said. A catalog that is away only degrades the answer.
/// Orders and products are put in as they came, byte by byte.
@Singleton
public class OrderView {

    private static final Logger LOG = Logger.getLogger(OrderView.class);
    private static final String PREFIX = "/v1/views/orders/";
    private static final Duration ORDER_PATIENCE = Duration.ofSeconds(5);
    private static final Duration PRODUCT_PATIENCE = Duration.ofSeconds(2);
    /// An order has up to 200 lines; one view must not take the catalog's whole attention.
    private static final int QUESTIONS_AT_ONCE = 8;

    private final ObjectMapper json = new ObjectMapper();
    private final Inquiries inquiries;

    public OrderView(Inquiries inquiries) {
        this.inquiries = inquiries;
    }

    /// @param path canonical
    public void answer(HttpServerRequest request, String path, Trace trace) {
        var id = path.substring(PREFIX.length());
        if (!Set.of("GET", "HEAD").contains(request.method().name())) {
            Answers.refuse(request, Refusals.method());
        } else if (id.isEmpty() || id.contains("/")) {
            Answers.refuse(request, Refusals.notFound());
        } else {
            var headers = headers(request, trace);
            inquiries
                    .ask(Service.ORDERS, "/v1/orders/" + id, headers, ORDER_PATIENCE)
                    .onSuccess(order -> withProducts(request, order, headers))
                    .onFailure(away -> Answers.refuse(request, Refusals.serviceAway("orders"), 1));
        }
    }

    private void withProducts(HttpServerRequest request, Inquiries.Answer order, Map<String, String> headers) {
        if (order.status() != 200) {
            Answers.send(request, order.status(), order.mediaType(), order.body());
            return;
        }
        try {
            var found = new Products();
            var skus = skus(order.body()).iterator();
            var asking = Stream.generate(() -> ask(skus, found, headers))
                    .limit(QUESTIONS_AT_ONCE)
                    .toList();
            Future.join(asking)
                    .onComplete(all -> Answers.send(request, 200, "application/json", compose(order.body(), found)));
        } catch (IOException e) {
            LOG.errorf("An order cannot be read: %s", e.getMessage());
            Answers.refuse(request, Refusals.serviceAway("orders"), 1);
        }
    }

    /// Asks for one product after the other, until all are asked for or the catalog fails.
    private Future<Void> ask(Iterator<String> skus, Products found, Map<String, String> headers) {
        if (!skus.hasNext() || found.degraded) {
            return Future.succeededFuture();
        }
        var sku = skus.next();
        return inquiries
                .ask(Service.CATALOG, "/v1/products/by-sku/" + encoded(sku), headers, PRODUCT_PATIENCE)
                .transform(product -> {
                    found.add(sku, product.result());
                    return ask(skus, found, headers);
                });
    }

    private Set<String> skus(Buffer order) throws IOException {
        var skus = new LinkedHashSet<String>();
        json.readTree(order.getBytes())
                .path("lines")
                .forEach(line -> skus.add(line.path("sku").asText()));
        return skus;
    }

    private Buffer compose(Buffer order, Products found) {
        var view = Buffer.buffer("{\"order\":").appendBuffer(order).appendString(",\"products\":{");
        var separator = "";
        for (var product : found.bySku.entrySet()) {
            var key = json.getNodeFactory().textNode(product.getKey()).toString();
            view.appendString(separator).appendString(key).appendString(":").appendBuffer(product.getValue());
            separator = ",";
        }
        return view.appendString(found.degraded ? "},\"degraded\":[\"products\"]}" : "},\"degraded\":[]}");
    }

    private static Map<String, String> headers(HttpServerRequest request, Trace trace) {
        var headers = new HashMap<>(trace.headers());
        var authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (authorization != null) {
            headers.put("Authorization", authorization);
        }
        return headers;
    }

    private static String encoded(String sku) {
        return URLEncoder.encode(sku, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /// What the catalog said; of one event loop.
    private static final class Products {
        private final Map<String, Buffer> bySku = new TreeMap<>();
        private boolean degraded;

        /// @param product null when the catalog did not answer
        void add(String sku, Inquiries.@Nullable Answer product) {
            if (product == null || product.status() >= 500 || product.status() == 429) {
                degraded = true;
            } else if (product.status() == 200) {
                bySku.put(sku, product.body());
            }
        }
    }
}
