package polystore.gateway.proxy;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import polystore.gateway.routing.Service;
import polystore.gateway.routing.TrafficClass;

/// One service with its instances and bulkheads.
final class Upstream {

    private final Service service;
    private final List<UpstreamInstance> instances;
    private final Bulkhead requests;
    private final Bulkhead longRequests;
    private final AtomicInteger nextStart = new AtomicInteger();

    /// @throws IllegalArgumentException for a service without instances
    Upstream(Service service, ProxyConfig config) {
        var addresses = config.upstream().getOrDefault(service, List.of());
        if (addresses.isEmpty()) {
            throw new IllegalArgumentException(
                    "polystore.gateway.upstream." + service.label() + " must name at least one instance");
        }
        this.service = service;
        var breaker = config.circuitBreaker();
        instances = addresses.stream()
                .map(address -> new UpstreamInstance(
                        address,
                        new CircuitBreaker(
                                breaker.failuresToOpen(), breaker.openFor().toMillis())))
                .toList();
        requests = new Bulkhead(config.concurrency().requestsMax());
        longRequests = new Bulkhead(config.concurrency().longRequestsMax());
    }

    /// The instance with the fewest requests in flight whose circuit breaker lets the request pass; among equals, each
    /// in turn.
    ///
    /// @param last to be picked only if no other can be
    Optional<UpstreamInstance> pick(long nowMs, @Nullable UpstreamInstance last) {
        var start = Math.floorMod(nextStart.getAndIncrement(), instances.size());
        return inTurn(start)
                .sorted(Comparator.comparing((UpstreamInstance i) -> i == last)
                        .thenComparingInt(UpstreamInstance::inFlight))
                .filter(instance -> instance.tryAcquire(nowMs))
                .findFirst();
    }

    /// Whether another instance has a closed circuit breaker.
    boolean hasAlternativeTo(UpstreamInstance one) {
        return instances.stream().anyMatch(instance -> instance != one && instance.isAvailable());
    }

    private Stream<UpstreamInstance> inTurn(int start) {
        return IntStream.range(0, instances.size()).mapToObj(i -> instances.get((start + i) % instances.size()));
    }

    Bulkhead bulkhead(TrafficClass trafficClass) {
        return switch (trafficClass) {
            case INTERACTIVE, REPORT -> requests;
            case BULK, STREAM -> longRequests;
        };
    }

    Service service() {
        return service;
    }

    List<UpstreamInstance> instances() {
        return instances;
    }
}
