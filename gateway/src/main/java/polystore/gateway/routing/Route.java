package polystore.gateway.routing;

/// The route of one request.
///
/// @param name for metrics and quotas, such as `catalog.products`
/// @param path leading segments, such as `/v1/stock/*/movements`
/// @param access decided by the request's method
public record Route(String name, String path, Destination destination, Access access, TrafficClass trafficClass) {}
