package polystore.analytics.sales;

/// How far the events of an order are applied.
///
/// @param version of the last applied event
/// @param discarded events after it that an operator has discarded
public record AppliedVersion(int version, int discarded) {

    public static final AppliedVersion NONE = new AppliedVersion(0, 0);
}
