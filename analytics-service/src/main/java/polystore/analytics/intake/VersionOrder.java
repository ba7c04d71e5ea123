package polystore.analytics.intake;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import polystore.platform.messaging.Parking.Verdict;

/// Requires that events of an order are applied in version order without a gap, because a gap means that an event
/// was lost.
final class VersionOrder implements Function<IdentifiedEvent, Verdict> {

    private final Map<UUID, Integer> versions;

    /// @param versions the last applied version of each known order
    VersionOrder(Map<UUID, Integer> versions) {
        this.versions = new HashMap<>(versions);
    }

    @Override
    public Verdict apply(IdentifiedEvent identified) {
        var order = identified.event().orderId();
        var known = versions.getOrDefault(order, 0);
        var version = identified.event().version();
        if (version <= known) {
            return new Verdict.Skip();
        }
        if (version > known + 1) {
            return new Verdict.Park("version " + version + " cannot follow version " + known);
        }
        versions.put(order, version);
        return new Verdict.Apply();
    }
}
