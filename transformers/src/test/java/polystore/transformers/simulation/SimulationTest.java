package polystore.transformers.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The protocol of the turnstile and the guarded writer, in every interleaving that the seeds find; and each part of it
/// left out, to see that the simulation would notice.
class SimulationTest {

    private static final int RUNS = 150;

    @Test
    void everyDocumentEqualsItsRowsAndNoneIsEverReplacedByAnOlderOne() {
        var first = new Random().nextLong(1_000_000_000L);
        for (var seed = first; seed < first + RUNS; seed++) {
            var outcome = Simulation.run(seed, Fault.NONE);

            assertThat(outcome.isRight()).as("seed %d: %s", seed, outcome).isTrue();
        }
    }

    /// Of each kind a seed is known to lie within the first thousand; most go wrong within the first ten.
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void everyFaultLeavesAWrongDocumentBehind(Fault fault) {
        var wrong = LongStream.range(0, 1_000)
                .filter(seed -> !Simulation.run(seed, fault).wrong().isEmpty())
                .findFirst();

        assertThat(wrong).as("a seed with a wrong document with %s", fault).isPresent();
    }

    /// Most of what goes wrong without the lock is healed by luck; the overwriting itself is not to happen at all.
    @Test
    void withoutTheLockNewerDocumentsAreOverwritten() {
        var overwrites = LongStream.range(0, 100)
                .mapToInt(seed -> Simulation.run(seed, Fault.NO_LOCK).staleOverwrites())
                .sum();

        assertThat(overwrites).isPositive();
    }
}
