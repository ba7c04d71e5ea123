package polystore.command.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import polystore.command.home.Home;
import polystore.command.home.Ports;
import polystore.command.home.StackTls;
import polystore.command.infrastructure.Jvm;
import polystore.command.services.ReadyProbe;
import polystore.command.services.Service;
import polystore.stores.ServerProcess;

/// All services, started by the benchmark so that it decides what they record.
record CostServices(Home home, Ports ports, Map<Service, ServerProcess> servers) implements AutoCloseable {
    private static final Duration START_MAX = Duration.ofMinutes(2);

    /// Starts the programs that the stack has prepared, with the environment that it has written for each.
    ///
    /// @param variables in addition
    static CostServices start(Home home, Ports ports, Map<String, String> variables) throws IOException {
        var services = new CostServices(home, ports, new EnumMap<>(Service.class));
        for (var service : Service.values()) {
            services.servers.put(service, services.start(service, variables));
        }
        services.servers.forEach((service, server) -> {
            var address = StackTls.address(home, service.port(ports));
            server.await(service.label(), () -> ReadyProbe.isReady(address), START_MAX);
        });
        return services;
    }

    private ServerProcess start(Service service, Map<String, String> variables) throws IOException {
        var environment = written(service.module(home).resolve(".env"));
        environment.put("QUARKUS_PROFILE", "local");
        // One client sends everything.
        environment.put("QUOTA_PER_SECOND", "1000000");
        environment.put("QUOTA_BURST", "1000000");
        environment.putAll(variables);
        var program = home.programs().resolve(service.label());
        var command = new ArrayList<>(Jvm.bounded(service.heapMegabytes()));
        command.addAll(List.of("-jar", program.resolve("quarkus-run.jar").toString()));
        return ServerProcess.start(command, program, environment, home.processFiles(service.label()));
    }

    /// Lines of the form `NAME=value`.
    private static Map<String, String> written(Path file) throws IOException {
        var environment = new HashMap<String, String>();
        for (var line : Files.readAllLines(file)) {
            var equals = line.indexOf('=');
            environment.put(line.substring(0, equals), line.substring(equals + 1));
        }
        return environment;
    }

    /// CPU time of all services so far.
    long micros() {
        return servers.values().stream()
                .mapToLong(server -> new Cpu(server.process().toHandle()).micros())
                .sum();
    }

    @Override
    public void close() {
        servers.values().forEach(ServerProcess::close);
    }
}
