package polystore.platform.testing.counterexamples;

import jakarta.ws.rs.GET;

/// Answers a request without an annotation for the permitted roles.
class OpenResource {
    @GET
    String everything() {
        return "everything";
    }
}
