package polystore.orders.housekeeping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SweepTest {

    private final List<Integer> asked = new ArrayList<>();
    private final Sweep sweep = new Sweep(200);
    private int due;
    private int bearable = 1_000;

    @Test
    void endsWithABatchThatIsNotFull() {
        due = 450;

        sweep.run(this::work);

        assertThat(asked).containsExactly(200, 200, 200);
    }

    @Test
    void halvesTheBatchAfterEachFailureAndThenFinishes() {
        due = 120;
        bearable = 60;

        assertThatThrownBy(() -> sweep.run(this::work)).hasMessage("too slow");
        assertThatThrownBy(() -> sweep.run(this::work)).hasMessage("too slow");
        sweep.run(this::work);

        assertThat(asked).containsExactly(200, 100, 50, 50, 50);
        assertThat(due).isZero();
    }

    @Test
    void doublesTheBatchAfterACompleteSweep() {
        bearable = 60;
        due = 10;
        assertThatThrownBy(() -> sweep.run(this::work)).hasMessage("too slow");
        bearable = 1_000;

        sweep.run(this::work);
        sweep.run(this::work);

        assertThat(asked).containsExactly(200, 100, 200);
    }

    @Test
    void neverUsesABatchBelowOne() {
        bearable = 0;
        for (var tries = 0; tries < 10; tries++) {
            assertThatThrownBy(() -> sweep.run(this::work)).hasMessage("too slow");
        }

        assertThat(asked.getLast()).isEqualTo(1);
    }

    @Test
    void leavesTheRestToTheNextSweepAfterManyBatches() {
        due = 1_000_000;

        sweep.run(this::work);

        assertThat(asked).hasSize(Sweep.BATCHES_MAX);
    }

    private int work(int batch) {
        asked.add(batch);
        if (batch > bearable) {
            throw new IllegalStateException("too slow");
        }
        var done = Math.min(batch, due);
        due -= done;
        return done;
    }
}
