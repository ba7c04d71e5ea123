package polystore.command.infrastructure;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import polystore.command.home.Home;
import polystore.command.home.Ports;
import polystore.command.home.Secrets;
import polystore.command.stack.Component;
import polystore.stores.RedisServer;

/// The Redis that the stack uses: its own, with a user per service, or the one at `REDIS_URI`, used as given.
///
/// @param uriOf the address for a service, credentials included
/// @param own empty when the server is somebody else's
public record Redis(String address, UnaryOperator<String> uriOf, Optional<Component> own) {
    public static final String NAME = "redis";
    private static final int MEGABYTES = 64;

    public static Redis of(Home home, Ports ports, Map<String, String> environment) {
        var given = environment.getOrDefault("REDIS_URI", "");
        if (!given.isBlank()) {
            var uri = URI.create(given.strip());
            return new Redis(uri.getHost() + ":" + uri.getPort(), _ -> given.strip(), Optional.empty());
        }
        var secrets = new Secrets(home.secrets());
        var settings = new RedisServer.Settings(
                home.data(NAME),
                home.traces(NAME),
                ports.redis(),
                secrets.user("redis-operator"),
                List.of(renamed(secrets, "catalog"), renamed(secrets, "gateway")),
                MEGABYTES);
        var component = new Component(
                NAME,
                "127.0.0.1:" + ports.redis(),
                ports.redis(),
                settings.traces(),
                () -> RedisServer.start(settings));
        return new Redis(
                component.address(),
                service -> RedisServer.uri(renamed(secrets, service), ports.redis()),
                Optional.of(component));
    }

    private static polystore.stores.Credentials renamed(Secrets secrets, String service) {
        return new polystore.stores.Credentials(
                service, secrets.user("redis-" + service).password());
    }
}
