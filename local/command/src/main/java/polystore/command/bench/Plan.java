package polystore.command.bench;

import java.time.Duration;
import java.util.List;

/// How much is measured; every part is bounded, so that a run ends.
///
/// @param clients how many orders are under way at once, one measurement for each
/// @param rounds pairs of turns, ours and the yardstick's
/// @param turn how long one turn lasts
/// @param warmUp how long ours runs before it counts
/// @param lines lines in each order
record Plan(List<Integer> clients, int rounds, Duration turn, Duration warmUp, int lines) {
    /// Each client is a thread here and a connection of pgbench's there, of which the server has 80.
    private static final int CLIENTS_MAX = 64;

    private static final int ROUNDS_MAX = 20;
    private static final int LINES_MAX = 10;
    private static final Duration TURN_MAX = Duration.ofMinutes(2);

    Plan {
        require(clients.stream().allMatch(count -> count >= 1 && count <= CLIENTS_MAX), "--clients are 1 to 64 each");
        require(rounds >= 1 && rounds <= ROUNDS_MAX, "--rounds are 1 to " + ROUNDS_MAX);
        require(lines >= 1 && lines <= LINES_MAX, "--lines are 1 to " + LINES_MAX);
        require(turn.isPositive() && turn.compareTo(TURN_MAX) <= 0, "--seconds are 1 to " + TURN_MAX.toSeconds());
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(rule);
        }
    }
}
