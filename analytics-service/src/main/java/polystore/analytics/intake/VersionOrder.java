package polystore.analytics.intake;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import polystore.analytics.sales.AppliedVersion;
import polystore.platform.messaging.Parking.Verdict;

/// Requires that events of an order are applied in version order without a gap, because a gap means that an event
/// was lost; only events that an operator has discarded may be missing.
final class VersionOrder implements Function<IdentifiedEvent, Verdict> {

    private final Map<UUID, AppliedVersion> versions;

    /// @param versions the last applied version of each known order
    VersionOrder(Map<UUID, AppliedVersion> versions) {
        this.versions = new HashMap<>(versions);
    }

    @Override
    public Verdict apply(IdentifiedEvent identified) {
        var order = identified.event().orderId();
        var known = versions.getOrDefault(order, AppliedVersion.NONE);
        var version = identified.event().version();
        if (version <= known.version()) {
            return new Verdict.Skip();
        }
        if (version > known.version() + known.discarded() + 1) {
            return new Verdict.Park("version " + version + " cannot follow version " + known.version());
        }
        versions.put(order, new AppliedVersion(version, 0));
        return new Verdict.Apply();
    }
}
