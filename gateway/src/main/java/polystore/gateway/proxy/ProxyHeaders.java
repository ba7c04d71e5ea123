package polystore.gateway.proxy;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import polystore.platform.tracing.TraceParent;

/// Decides which headers are forwarded. Sources: RFC 9110 section 7.6.1 (hop by hop), RFC 7239, W3C Trace Context.
final class ProxyHeaders {

    static final String REQUEST_ID = "x-request-id";

    /// Headers about one connection. `Expect` is among them because the gateway itself responds to it.
    private static final Set<String> HOP_BY_HOP = Set.of(
            "connection",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authorization",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "http2-settings",
            "expect");

    /// Headers that the services trust, so only the gateway may set them.
    private static final Set<String> INTERNAL_PREFIXES =
            Set.of("x-forwarded-", "ce_", "ce-", "x-original-", "x-rewrite-");

    private static final Set<String> INTERNAL =
            Set.of("forwarded", "x-real-ip", "host", REQUEST_ID, TraceParent.HEADER);

    private ProxyHeaders() {}

    /// Fills `to` with the headers of the request to a service.
    static void toService(HttpServerRequest from, TraceContext trace, MultiMap to) {
        copy(from.headers(), to, true);
        trace.headers().forEach(to::set);
        var address = from.remoteAddress();
        to.set("x-forwarded-for", address == null ? "unknown" : address.hostAddress())
                .set("x-forwarded-proto", from.scheme());
        var authority = from.authority();
        if (authority != null) {
            to.set("x-forwarded-host", authority.toString());
        }
    }

    /// Adds the headers of the service's response to those of the response to the client.
    static void toClient(MultiMap from, MultiMap to) {
        copy(from, to, false);
    }

    private static void copy(MultiMap from, MultiMap to, boolean toService) {
        var namedByConnection = namedByConnection(from);
        for (var header : from) {
            var name = header.getKey().toLowerCase(Locale.ROOT);
            var dropped = HOP_BY_HOP.contains(name)
                    || namedByConnection.contains(name)
                    || (toService ? isInternal(name) : name.equals(REQUEST_ID));
            if (!dropped) {
                to.add(header.getKey(), header.getValue());
            }
        }
    }

    private static boolean isInternal(String name) {
        return INTERNAL.contains(name) || INTERNAL_PREFIXES.stream().anyMatch(name::startsWith);
    }

    /// Headers that `Connection` names are about this connection, except those that the services rely on: a client that
    /// names `content-length` or `authorization` there attacks the service behind the gateway.
    private static Set<String> namedByConnection(MultiMap headers) {
        var names = new HashSet<String>();
        for (var value : headers.getAll("connection")) {
            for (var name : value.split(",", -1)) {
                names.add(name.strip().toLowerCase(Locale.ROOT));
            }
        }
        names.removeAll(Set.of("content-length", "content-type", "authorization", "idempotency-key", "if-match"));
        return names;
    }
}
