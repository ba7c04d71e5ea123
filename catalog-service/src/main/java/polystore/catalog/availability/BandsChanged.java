package polystore.catalog.availability;

import java.util.Set;

/// What can be bought of these SKUs has become another band: whoever shows it shows it wrongly.
public record BandsChanged(Set<String> skus) {}
