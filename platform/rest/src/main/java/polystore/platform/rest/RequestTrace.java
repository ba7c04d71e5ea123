package polystore.platform.rest;

import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;
import org.jspecify.annotations.Nullable;
import polystore.platform.tracing.TraceParent;

/// The trace context of the request that this thread handles.
public final class RequestTrace {

    private RequestTrace() {}

    /// That of the current span when traces are on; otherwise the header `traceparent`; null outside a request, without
    /// the header, and for a malformed one.
    public static @Nullable String current() {
        var span = TraceParent.current();
        if (span != null) {
            return span;
        }
        var request = CurrentRequestManager.get();
        var sent = request == null ? null : request.getHttpHeaders().getHeaderString(TraceParent.HEADER);
        return sent != null && TraceParent.isValid(sent) ? sent : null;
    }
}
