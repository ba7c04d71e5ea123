package polystore.catalog.availability;

import java.util.Set;

/// The availability band of these SKUs has changed, and the change is stored.
public record BandsChanged(Set<String> skus) {}
