package polystore.gateway.routing;

/// One line of the route table, decided for one request.
///
/// @param name for metrics and quotas, such as `catalog.products`
public record Route(String name, Destination to, Access access, Pace pace) {}
