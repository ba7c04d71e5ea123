package polystore.catalog.counterexamples.products;

import polystore.catalog.counterexamples.products.web.OpenResource;

/// Breaks "knows nothing of HTTP below the edge".
public record WebUser(OpenResource resource) {}
