package polystore.command;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import polystore.command.home.Home;
import polystore.command.home.Ports;
import polystore.command.home.StackTls;
import polystore.command.home.Variable;
import polystore.command.infrastructure.Kafka;
import polystore.command.infrastructure.Postgres;
import polystore.command.infrastructure.Redis;
import polystore.command.infrastructure.RoundTrip;
import polystore.command.mongodb.Mongo;
import polystore.command.mongodb.MongoPing;
import polystore.command.services.ReadyProbe;
import polystore.command.stack.ComponentStatus;
import polystore.command.stack.State;

/// Asks every running component for an answer, all at the same time: a process can run and serve nothing.
record RoundTrips(Home home, Map<String, String> environment) {
    /// For all that surrounds the answers, such as the start of a client.
    private static final int MARGIN_MS = 1_500;

    private static final Pattern COMMA = Pattern.compile(",");

    /// The components with what their answers say.
    List<ComponentStatus> asked(List<ComponentStatus> components) {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var states = components.stream()
                    .map(component -> executor.submit(() -> state(component)))
                    .toList();
            var asked = new ArrayList<ComponentStatus>();
            for (int i = 0; i < components.size(); i++) {
                asked.add(with(components.get(i), result(states.get(i))));
            }
            executor.shutdownNow();
            return asked;
        }
    }

    private static ComponentStatus with(ComponentStatus component, State state) {
        if (!component.state().usable() || state == State.READY) {
            return component;
        }
        var fault = state == State.UNREADY
                ? "not ready: see /q/health/ready of its address"
                : "no answer within " + RoundTrip.WAIT_MS / 1000 + " s";
        var note = component.note() == null ? fault : fault + "; " + component.note();
        return component.become(state, component.pid(), component.since(), note);
    }

    private static State result(Future<State> asked) {
        try {
            return asked.get(RoundTrip.WAIT_MS + MARGIN_MS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            return State.UNRESPONSIVE;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return State.UNRESPONSIVE;
        }
    }

    private State state(ComponentStatus component) throws IOException, InterruptedException {
        if (!component.state().usable()) {
            return component.state();
        }
        return switch (component.name()) {
            case Postgres.NAME -> of(RoundTrip.postgres(address(component.address())));
            case Redis.NAME -> of(RoundTrip.redis(address(component.address()), redisTls(component)));
            case Kafka.NAME -> of(kafka(component.address()));
            case Mongo.NAME -> of(MongoPing.answers(mongo(component), RoundTrip.WAIT_MS));
            default -> service(component.address());
        };
    }

    private static State of(boolean answered) {
        return answered ? State.READY : State.UNRESPONSIVE;
    }

    /// A service that is not ready answers whether it is alive.
    private static State service(String address) throws IOException, InterruptedException {
        try {
            return ReadyProbe.isReady(address) ? State.READY : State.UNREADY;
        } catch (IOException e) {
            return ReadyProbe.isAlive(address) ? State.UNREADY : State.UNRESPONSIVE;
        }
    }

    private boolean redisTls(ComponentStatus component) {
        return component.state() == State.EXTERNAL
                ? Variable.REDIS_URI.in(environment).startsWith("rediss:")
                : StackTls.of(home).isPresent();
    }

    /// @param brokers separated by commas
    private boolean kafka(String brokers) {
        var protocol = Kafka.of(home, Ports.of(environment), environment)
                .administration()
                .getOrDefault("security.protocol", "PLAINTEXT");
        return COMMA.splitAsStream(brokers)
                .anyMatch(broker -> RoundTrip.kafka(address(broker), protocol.endsWith("SSL")));
    }

    private String mongo(ComponentStatus component) {
        return Mongo.addresses(component, Variable.MONGODB_URI.in(environment), home)
                .application("catalog");
    }

    /// @param server `host:port`
    private static InetSocketAddress address(String server) {
        var uri = URI.create("tcp://" + server.strip());
        return new InetSocketAddress(uri.getHost(), uri.getPort());
    }
}
