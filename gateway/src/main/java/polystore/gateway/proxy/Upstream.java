package polystore.gateway.proxy;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import polystore.gateway.routing.Pace;
import polystore.gateway.routing.Service;

/// A service with its instances, and how many requests it may have at once.
final class Upstream {

    private final Service service;
    private final List<Instance> instances;
    private final Bulkhead exchanges;
    private final Bulkhead longExchanges;
    private final AtomicInteger turn = new AtomicInteger();

    Upstream(Service service, CarryingConfig config) {
        var addresses = config.instances().getOrDefault(service, List.of());
        if (addresses.isEmpty()) {
            throw new IllegalArgumentException("no address is configured for the service " + service.label());
        }
        this.service = service;
        instances = addresses.stream()
                .map(address -> new Instance(
                        address,
                        new Breaker(config.failuresToOpen(), config.open().toMillis())))
                .toList();
        exchanges = new Bulkhead(config.exchangesMax());
        longExchanges = new Bulkhead(config.longExchangesMax());
    }

    /// The least busy instance whose breaker admits the request, another than `except` if there is one; equals take
    /// turns.
    Optional<Instance> pick(long nowMs, @Nullable Instance except) {
        var start = Math.floorMod(turn.getAndIncrement(), instances.size());
        return inTurn(start, except).filter(instance -> instance.admits(nowMs)).findFirst();
    }

    private Stream<Instance> inTurn(int start, @Nullable Instance except) {
        return IntStream.range(0, instances.size())
                .mapToObj(i -> instances.get((start + i) % instances.size()))
                .sorted(Comparator.comparing((Instance i) -> i == except).thenComparingInt(Instance::underWay));
    }

    Bulkhead bulkhead(Pace pace) {
        return switch (pace) {
            case PROMPT, SLOW -> exchanges;
            case IMPORT, STREAM -> longExchanges;
        };
    }

    Service service() {
        return service;
    }

    List<Instance> instances() {
        return instances;
    }
}
