package polystore.command.bench;

import java.time.Duration;
import java.util.List;

/// The size of a benchmark; each part has a limit, so that a run ends.
///
/// @param clients numbers of concurrent clients, measured one after the other
/// @param rounds measurements of the service and of the baseline per number of clients
/// @param length of one measurement
/// @param warmUp how long the service runs before it is measured
/// @param lines per order
record BenchPlan(List<Integer> clients, int rounds, Duration length, Duration warmUp, int lines) {
    /// Each client is a thread of this program or a connection of pgbench; the server accepts 80 connections.
    private static final int CLIENTS_MAX = 64;

    private static final int ROUNDS_MAX = 20;
    private static final int LINES_MAX = 10;
    private static final Duration LENGTH_MAX = Duration.ofMinutes(2);

    BenchPlan {
        require(
                clients.stream().allMatch(count -> count >= 1 && count <= CLIENTS_MAX),
                "--clients must be numbers from 1 to " + CLIENTS_MAX);
        require(rounds >= 1 && rounds <= ROUNDS_MAX, "--rounds must be from 1 to " + ROUNDS_MAX);
        require(lines >= 1 && lines <= LINES_MAX, "--lines must be from 1 to " + LINES_MAX);
        require(
                length.isPositive() && length.compareTo(LENGTH_MAX) <= 0,
                "--seconds must be from 1 to " + LENGTH_MAX.toSeconds());
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(rule);
        }
    }
}
