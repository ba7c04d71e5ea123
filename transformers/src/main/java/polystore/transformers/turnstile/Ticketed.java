package polystore.transformers.turnstile;

/// What was read in one snapshot, and the snapshot's number.
///
/// @param ticket higher than that of every older snapshot; the `v` of what is written from it
public record Ticketed<T>(long ticket, T value) {}
