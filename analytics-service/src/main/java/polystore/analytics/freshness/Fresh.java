package polystore.analytics.freshness;

/// A value and how current it is.
public record Fresh<T>(T value, AsOf asOf) {}
