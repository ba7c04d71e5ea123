package polystore.analytics.sales;

/// Numbers of the orders placed in an interval that have reached each status, at any time.
///
/// @param placed in the interval
/// @param returned with at least one line
record Funnel(long placed, long paid, long shipped, long delivered, long returned, long cancelled, long expired) {}
