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
import polystore.command.home.Home;
import polystore.command.home.Ports;
import polystore.command.home.Variable;
import polystore.command.infrastructure.Kafka;
import polystore.command.infrastructure.Postgres;
import polystore.command.infrastructure.Redis;
import polystore.command.mongo.Mongo;
import polystore.command.services.Service;
import polystore.command.stack.Orphans;
import polystore.command.stack.PortHolder;

/// Looks at the machine before anything is started: what a killed launcher left behind is stopped, ports that somebody
/// else has are named.
public record Doorman(Home home, Ports ports, Map<String, String> environment) {
    /// Everything the stack runs, users before what they use.
    public static final List<String> STOPPING_ORDER = List.of(
            "gateway",
            "orders",
            "catalog",
            "analytics",
            "orders-preparation",
            "catalog-preparation",
            "analytics-preparation",
            "gateway-preparation",
            Mongo.NAME,
            Redis.NAME,
            Kafka.NAME,
            Postgres.NAME);

    /// Stops components that outlived their launcher.
    ///
    /// @return their names
    public List<String> stopOrphans() {
        return Orphans.stop(home.run(), STOPPING_ORDER);
    }

    /// Puts the logs of the last run aside, in place of those of the run before it, so that logs do not grow for ever.
    public void shelveLogs() {
        try {
            var shelf = Files.createDirectories(home.logs().resolve("previous"));
            try (var files = Files.list(home.logs())) {
                for (var log : files.filter(Doorman::shelved).toList()) {
                    Files.move(log, shelf.resolve(log.getFileName()), StandardCopyOption.REPLACE_EXISTING);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot put the logs aside in " + home.logs(), e);
        }
    }

    /// Not the launcher's own: it is being written.
    private static boolean shelved(Path file) {
        return file.toString().endsWith(".log") && !file.endsWith("launcher.log");
    }

    /// One sentence for each port that is taken; empty when the stack can start.
    public List<String> portsTaken(Set<Service> services) {
        var sentences = new ArrayList<String>();
        needed(services).forEach((port, name) -> {
            if (!PortHolder.free(port)) {
                sentences.add("Port " + port + ", needed by " + name + ", is in use by " + holder(port)
                        + ". Stop it, or set POLYSTORE_PORT_OFFSET to move all ports of this stack.");
            }
        });
        return sentences;
    }

    private Map<Integer, String> needed(Set<Service> services) {
        var needed = new LinkedHashMap<Integer, String>();
        own(needed, Variable.POSTGRES_URI, ports.postgres(), Postgres.NAME);
        own(needed, Variable.KAFKA_BOOTSTRAP, ports.kafka(), Kafka.NAME);
        own(needed, Variable.KAFKA_BOOTSTRAP, ports.kafkaController(), Kafka.NAME);
        own(needed, Variable.REDIS_URI, ports.redis(), Redis.NAME);
        own(needed, Variable.MONGODB_URI, ports.mongo(), Mongo.NAME);
        for (var service : services) {
            needed.put(service.port(ports), service.label());
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
                .orElse("a process that the system does not let us see");
    }
}
