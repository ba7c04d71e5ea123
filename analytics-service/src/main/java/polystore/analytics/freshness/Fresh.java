package polystore.analytics.freshness;

/// An answer and up to when it is of.
public record Fresh<T>(T value, AsOf asOf) {}
