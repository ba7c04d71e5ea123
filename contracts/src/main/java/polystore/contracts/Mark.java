package polystore.contracts;

/// Where a document stands among the recomputations of its root: `"_m":{"v":…,"m":…}`.
///
/// @param v the ticket of the snapshot it was computed from; a store takes only what is higher than it has
/// @param m version of the mapping that computed it
public record Mark(long v, int m) {

    public Mark {
        Required.atLeast(1, "m", m);
    }
}
