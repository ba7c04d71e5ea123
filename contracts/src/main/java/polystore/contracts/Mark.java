package polystore.contracts;

/// The version of a document: `"_m":{"v":…,"m":…}`.
///
/// @param v the ticket of the snapshot it was computed from; a store accepts only a higher one than it has
/// @param m version of the mapping that computed it
public record Mark(long v, int m) {

    public Mark {
        Required.atLeast(1, "m", m);
    }
}
