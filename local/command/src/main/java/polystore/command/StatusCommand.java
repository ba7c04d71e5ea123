package polystore.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import polystore.command.deadletters.Consumers;
import polystore.command.home.Home;
import polystore.command.home.StackTls;
import polystore.command.launch.Preflight;
import polystore.command.queries.SlowQueries;
import polystore.command.stack.ComponentStatus;
import polystore.command.stack.Memory;
import polystore.command.stack.Orphans;
import polystore.command.stack.Snapshot;
import polystore.command.stack.State;
import polystore.command.stack.StatusFile;

/// `status`: each component with its state, address, process, memory and start time.
@Command(
        name = "status",
        description = "Show each component with its state, address, process, memory and start time.",
        mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {
    private static final long MIB = 1024 * 1024;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Option(
            names = "--queries",
            description = "Also the slowest statements of PostgreSQL, and of MongoDB where it is the real one.")
    private boolean queries;

    /// A component with the memory that it uses now.
    private record Row(ComponentStatus status, OptionalLong bytes) {}

    @Override
    public Integer call() {
        var home = Polystore.home();
        var snapshot = StatusFile.ofRunning(home);
        var asked = new RoundTrips(home, Polystore.environment());
        var rows = snapshot.map(it -> rows(asked.asked(it.components()))).orElse(List.of());
        if (json) {
            System.out.println(json(snapshot.orElse(null), rows).toPrettyString());
        } else if (snapshot.isEmpty()) {
            System.out.println(stopped(home));
        } else {
            table(snapshot.get(), rows);
            if (queries) {
                new SlowQueries(home, snapshot.get(), System.getenv()).print();
            }
        }
        return 0;
    }

    private static String stopped(Home home) {
        var left = Orphans.running(home.run(), Preflight.STOPPING_ORDER);
        return left.isEmpty()
                ? "Nothing is running. Start it with ./polystore up"
                : "The launcher has ended, but these components still run without supervision: "
                        + String.join(", ", left)
                        + ". ./polystore up stops them and starts the stack; ./polystore down only stops them.";
    }

    private static List<Row> rows(List<ComponentStatus> components) {
        return components.stream()
                .map(status -> new Row(status, bytes(status.pid())))
                .map(row -> row.bytes().isEmpty()
                                && row.status().state() != State.FAILED
                                && row.status().pid() != null
                        ? new Row(gone(row.status()), OptionalLong.empty())
                        : row)
                .toList();
    }

    private static OptionalLong bytes(@Nullable Long pid) {
        return pid == null ? OptionalLong.empty() : Memory.residentBytes(pid);
    }

    /// The state of a component whose process has ended before the launcher updated its status file.
    private static ComponentStatus gone(ComponentStatus status) {
        return new ComponentStatus(
                status.name(), State.RESTARTING, status.address(), null, status.since(), "its process has ended");
    }

    private static ObjectNode json(@Nullable Snapshot snapshot, List<Row> rows) {
        var answer = new ObjectMapper().createObjectNode();
        answer.put(
                "state", snapshot == null ? "stopped" : snapshot.phase().name().toLowerCase(java.util.Locale.ROOT));
        answer.put("launcherPid", snapshot == null ? null : snapshot.launcher());
        answer.put("gateway", snapshot == null ? null : snapshot.gateway());
        answer.put("kafkaBootstrap", snapshot == null ? null : snapshot.kafkaBootstrap());
        var components = answer.putArray("components");
        for (var row : rows) {
            var component = components.addObject();
            component.put("name", row.status().name());
            component.put("state", row.status().state().word());
            component.put("address", row.status().address());
            component.put("pid", row.status().pid());
            component.put(
                    "rssBytes", row.bytes().isPresent() ? (Long) row.bytes().getAsLong() : null);
            component.put("since", row.status().since().toString());
            component.put("note", row.status().note());
        }
        var consumers = answer.putArray("consumers");
        states(snapshot).forEach(consumers::add);
        return answer;
    }

    /// The consumers as their services describe them; none while one of the services does not answer.
    private static List<JsonNode> states(@Nullable Snapshot snapshot) {
        if (snapshot == null) {
            return List.of();
        }
        try {
            return Consumers.ofRunningStack().states();
        } catch (IllegalStateException away) {
            return List.of();
        }
    }

    private static void table(Snapshot snapshot, List<Row> rows) {
        System.out.printf("%-12s %-12s %-26s %8s %9s  %s%n", "component", "state", "address", "pid", "memory", "since");
        for (var row : rows) {
            System.out.printf(
                    "%-12s %-12s %-26s %8s %9s  %s%s%n",
                    row.status().name(),
                    row.status().state().word(),
                    row.status().address(),
                    row.status().pid() == null ? "-" : row.status().pid(),
                    row.bytes().isPresent() ? row.bytes().getAsLong() / MIB + " MiB" : "-",
                    row.status().since().truncatedTo(java.time.temporal.ChronoUnit.SECONDS),
                    row.status().note() == null ? "" : "  " + row.status().note());
        }
        states(snapshot).forEach(StatusCommand::consumer);
        System.out.println();
        var total = rows.stream().mapToLong(row -> row.bytes().orElse(0)).sum();
        System.out.printf("%nKafka bootstrap: %s%n", snapshot.kafkaBootstrap());
        System.out.printf("Gateway: %s%n", snapshot.gateway());
        StackTls.of(Polystore.home())
                .ifPresent(tls -> System.out.printf(
                        "TLS: authority in %s%n", tls.certificate().authority()));
        System.out.printf("Launcher: process %d; memory of the components %d MiB%n", snapshot.launcher(), total / MIB);
    }

    private static void consumer(JsonNode state) {
        System.out.printf(
                "%nConsumer %s: %d records and %.1f s behind, %d dead letters, %d records parked behind them",
                state.path("consumer").asText(),
                state.path("lagRecords").asLong(),
                state.path("lagSeconds").asDouble(),
                state.path("letters").asLong(),
                state.path("waiting").asLong());
    }
}
