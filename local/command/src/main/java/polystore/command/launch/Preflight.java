package polystore.command.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import polystore.command.home.Home;
import polystore.command.home.Ports;
import polystore.command.home.Variable;
import polystore.command.infrastructure.Kafka;
import polystore.command.infrastructure.Postgres;
import polystore.command.infrastructure.Redis;
import polystore.command.mongodb.Mongo;
import polystore.command.services.ClassArchive;
import polystore.command.services.Migration;
import polystore.command.services.Service;
import polystore.command.stack.Orphans;
import polystore.command.stack.PortHolder;

/// The steps before a start: stops components that a killed launcher left running, rotates logs, and finds ports
/// that are in use.
public record Preflight(Home home, Ports ports, Map<String, String> environment) {
    /// All components of the stack, each before those that it depends on.
    public static final List<String> STOPPING_ORDER = Stream.of(
                    Stream.of(Service.GATEWAY, Service.ORDERS, Service.CATALOG, Service.ANALYTICS)
                            .map(Service::label),
                    Stream.of(Service.values()).map(Migration::processName),
                    Stream.of(Service.values()).map(ClassArchive::processName),
                    Stream.of(Mongo.NAME, Redis.NAME, Kafka.NAME, Postgres.NAME))
            .flatMap(names -> names)
            .toList();

    /// Stops components that outlived their launcher.
    ///
    /// @return their names
    public List<String> stopOrphans() {
        return Orphans.stop(home.run(), STOPPING_ORDER);
    }

    /// Moves the logs of the last run to `previous`, replacing older ones, so that logs do not grow without limit.
    public void rotateLogs() {
        try {
            var previous = Files.createDirectories(home.logs().resolve("previous"));
            try (var files = Files.list(home.logs())) {
                for (var log : files.filter(Preflight::isRotated).toList()) {
                    Files.move(log, previous.resolve(log.getFileName()), StandardCopyOption.REPLACE_EXISTING);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot rotate the logs in " + home.logs(), e);
        }
    }

    /// The launcher's own log is in use.
    private static boolean isRotated(Path file) {
        return file.toString().endsWith(".log") && !file.endsWith("launcher.log");
    }

    /// One message for each port that is in use; empty when the stack can start.
    ///
    /// @param traces whether the stack keeps traces
    public List<String> portsTaken(Set<Service> services, boolean traces) {
        var sentences = new ArrayList<String>();
        needed(services, traces).forEach((port, name) -> {
            if (!PortHolder.free(port)) {
                sentences.add("Port " + port + ", needed by " + name + ", is in use by " + holder(port)
                        + ". Stop it, or set POLYSTORE_PORT_OFFSET to move all ports of this stack.");
            }
        });
        return sentences;
    }

    private Map<Integer, String> needed(Set<Service> services, boolean traces) {
        var needed = new LinkedHashMap<Integer, String>();
        own(needed, Variable.POSTGRES_URI, ports.postgres(), Postgres.NAME);
        own(needed, Variable.KAFKA_BOOTSTRAP, ports.kafka(), Kafka.NAME);
        own(needed, Variable.KAFKA_BOOTSTRAP, ports.kafkaController(), Kafka.NAME);
        own(needed, Variable.REDIS_URI, ports.redis(), Redis.NAME);
        own(needed, Variable.MONGODB_URI, ports.mongo(), Mongo.NAME);
        for (var service : services) {
            needed.put(service.port(ports), service.label());
        }
        if (traces) {
            needed.put(ports.traces(), "traces");
        }
        return needed;
    }

    private void own(Map<Integer, String> needed, Variable external, int port, String name) {
        if (external.in(environment).isEmpty()) {
            needed.put(port, name);
        }
    }

    private static String holder(int port) {
        return PortHolder.of(port)
                .map(process -> "process " + process.pid()
                        + process.info()
                                .command()
                                .map(name -> " (" + name + ")")
                                .orElse(""))
                .orElse("a process of another user");
    }
}
