package polystore.gateway.routing;

/// The route of one request.
///
/// @param name for metrics and quotas, such as `catalog.products`
/// @param access decided by the request's method
public record Route(String name, Destination destination, Access access, TrafficClass trafficClass) {}
