package polystore.transformers.turnstile;

/// A value read in one snapshot, and the ticket of the snapshot.
///
/// @param ticket higher than that of every older snapshot; the `v` of documents written from it
public record Ticketed<T>(long ticket, T value) {}
