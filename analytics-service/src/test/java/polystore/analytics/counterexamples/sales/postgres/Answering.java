package polystore.analytics.counterexamples.sales.postgres;

import jakarta.ws.rs.core.Response;

/// Breaks "stores know no edges".
public record Answering(Response response) {}
