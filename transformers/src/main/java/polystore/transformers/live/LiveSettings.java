package polystore.transformers.live;

import java.time.Duration;

/// @param target where documents go, without credentials
/// @param workers of a full recompute
/// @param confirmEvery shortest time between two confirmations; what was not confirmed is written again after a crash
/// @param confirmIdleEvery the same while only other tables change; each confirmation writes to the log itself
/// @param checkEvery time between two looks at the publication and the columns of the tables
/// @param waitMax longest time between two attempts after a failure
public record LiveSettings(
        String target,
        int workers,
        Duration confirmEvery,
        Duration confirmIdleEvery,
        Duration checkEvery,
        Duration waitMax) {

    /// Name of the mapping's replication slot and publication, which is that of its target too.
    public String slot(String mapping) {
        return LiveState.slot(mapping, target);
    }

    public static LiveSettings of(String target, int workers) {
        return new LiveSettings(
                target,
                workers,
                Duration.ofSeconds(1),
                Duration.ofSeconds(10),
                Duration.ofSeconds(5),
                Duration.ofSeconds(30));
    }
}
