package polystore.orders.counterexamples;

import jakarta.ws.rs.core.Response;

/// Speaks HTTP outside a `web` package.
public class Answering {
    Response answer() {
        return Response.ok().build();
    }
}
