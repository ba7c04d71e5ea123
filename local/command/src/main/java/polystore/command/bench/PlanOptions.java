package polystore.command.bench;

import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Option;

/// The options for the size of a benchmark with concurrent clients.
final class PlanOptions {
    @Option(names = "--short", description = "A quick trial: 1 and 16 clients, two rounds of 1 s.")
    private boolean brief;

    @Option(
            names = "--clients",
            split = ",",
            defaultValue = "1,16,64",
            description = "Numbers of concurrent clients, one measurement each (default: ${DEFAULT-VALUE}).")
    private List<Integer> clients = List.of();

    @Option(
            names = "--rounds",
            defaultValue = "5",
            description = "Measurements of each side per number of clients (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--seconds",
            defaultValue = "8",
            description = "Length of one measurement (default: ${DEFAULT-VALUE}).")
    private int seconds;

    /// @param lines per order
    BenchPlan plan(int lines) {
        return brief
                ? new BenchPlan(List.of(1, 16), 2, Duration.ofSeconds(1), Duration.ofSeconds(2), lines)
                : new BenchPlan(clients, rounds, Duration.ofSeconds(seconds), Duration.ofSeconds(15), lines);
    }
}
