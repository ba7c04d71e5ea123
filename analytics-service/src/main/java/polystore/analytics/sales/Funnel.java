package polystore.analytics.sales;

/// How far the orders of a time came: each number counts the orders that reached it at any time.
///
/// @param placed in that time
/// @param returned with at least one line
public record Funnel(
        long placed, long paid, long shipped, long delivered, long returned, long cancelled, long expired) {}
