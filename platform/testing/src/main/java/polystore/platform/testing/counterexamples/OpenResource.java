package polystore.platform.testing.counterexamples;

import jakarta.ws.rs.GET;

/// Answers a request without saying who may call.
class OpenResource {
    @GET
    String everything() {
        return "everything";
    }
}
