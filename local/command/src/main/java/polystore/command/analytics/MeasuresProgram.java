package polystore.command.analytics;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import polystore.command.home.Home;
import polystore.command.home.Ports;
import polystore.command.home.Variable;
import polystore.command.infrastructure.Kafka;
import polystore.command.infrastructure.Postgres;
import polystore.command.infrastructure.Redis;
import polystore.command.mongodb.Mongo;
import polystore.command.services.Service;
import polystore.command.services.ServiceEnvironment;
import polystore.command.services.ServiceProcess;
import polystore.command.services.Stores;
import polystore.command.services.TraceTarget;
import polystore.command.stack.StatusFile;

/// Runs the step `measures` of the analytics program against the running stack, as a Kubernetes Job would.
final class MeasuresProgram {

    private MeasuresProgram() {}

    /// @param arguments of the step
    /// @return its exit code
    static int run(List<String> arguments) {
        var home = Home.ofThisProcess();
        var environment = System.getenv();
        var ports = Ports.of(environment);
        var status = StatusFile.ofRunning(home)
                .orElseThrow(() -> new IllegalStateException("Nothing is running. Start it with ./polystore up"));
        var running = status.components().stream()
                .filter(component -> component.name().equals(Mongo.NAME))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("The stack has no MongoDB; see ./polystore status"));
        var mongo = new Mongo(
                String.valueOf(running.note()),
                running.address(),
                Mongo.addresses(running, Variable.MONGODB_URI.in(environment), home),
                Optional.empty(),
                Optional.empty());
        var stores = new Stores(
                Postgres.of(home, ports, environment),
                Kafka.of(home, ports, environment),
                Redis.of(home, ports, environment),
                mongo);
        var step = new ArrayList<>(List.of("measures"));
        step.addAll(arguments);
        var environments = new ServiceEnvironment(home, ports, stores, TraceTarget.of(environment));
        return new ServiceProcess(home, ports, environments).step(Service.ANALYTICS, step);
    }
}
