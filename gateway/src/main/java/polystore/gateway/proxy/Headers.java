package polystore.gateway.proxy;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/// Which headers cross the gateway. Sources: RFC 9110 section 7.6.1 (hop by hop), RFC 7239, W3C Trace Context.
final class Headers {

    static final String REQUEST_ID = "x-request-id";
    static final String TRACEPARENT = "traceparent";

    /// Of one connection only. `Expect` is here because the gateway answers it itself.
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

    /// What only we may say to the services.
    private static final Set<String> INTERNAL_PREFIXES =
            Set.of("x-forwarded-", "ce_", "ce-", "x-original-", "x-rewrite-");

    private static final Set<String> INTERNAL = Set.of("forwarded", "x-real-ip", "host", REQUEST_ID, TRACEPARENT);

    private Headers() {}

    /// Fills `to` with what the service gets of the client's request.
    static void forService(HttpServerRequest from, Trace trace, MultiMap to) {
        copy(from.headers(), to, true);
        to.set(REQUEST_ID, trace.requestId()).set(TRACEPARENT, trace.traceparent());
        var address = from.remoteAddress();
        to.set("x-forwarded-for", address == null ? "unknown" : address.hostAddress())
                .set("x-forwarded-proto", from.scheme());
        var authority = from.authority();
        if (authority != null) {
            to.set("x-forwarded-host", authority.toString());
        }
    }

    /// Adds to `to` what the client gets of the service's answer.
    static void forClient(MultiMap from, MultiMap to) {
        copy(from, to, false);
    }

    private static void copy(MultiMap from, MultiMap to, boolean towardsService) {
        var ofConnection = ofConnection(from);
        for (var header : from) {
            var name = header.getKey().toLowerCase(Locale.ROOT);
            var stays = HOP_BY_HOP.contains(name)
                    || ofConnection.contains(name)
                    || (towardsService ? isInternal(name) : name.equals(REQUEST_ID));
            if (!stays) {
                to.add(header.getKey(), header.getValue());
            }
        }
    }

    private static boolean isInternal(String name) {
        return INTERNAL.contains(name) || INTERNAL_PREFIXES.stream().anyMatch(name::startsWith);
    }

    /// What `Connection` names is of this connection only, except headers that we rely on: naming `content-length` or
    /// `authorization` there is an attack on the service behind.
    private static Set<String> ofConnection(MultiMap headers) {
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
