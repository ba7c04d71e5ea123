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
            assertThat(Simulation.run(seed, Fault.NONE)).as("seed %d", seed).isEmpty();
        }
    }

    /// Of each kind a seed is known to lie within the first hundreds; most go wrong within the first ten.
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void noticesEveryFaultOfTheProtocol(Fault fault) {
        var seen = LongStream.range(0, 1_000)
                .filter(seed -> !Simulation.run(seed, fault).isEmpty())
                .findFirst();

        assertThat(seen).as("a seed that shows %s", fault).isPresent();
    }
}
