package polystore.command.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import polystore.platform.testing.TestStores;

/// `bench transform` in its short form: with a heap that is far smaller than the rows.
class TransformBenchIT {

    private static final long ROWS = 600_000;
    private static final int HEAP_MB = 40;

    @Test
    void makesAllDocumentsInAHeapSmallerThanTheRows() throws Exception {
        var database = TestStores.postgres().freshDatabase("orders");
        TransformBench.fill(database, ROWS);

        assertThat(TransformBench.run(database, 1, HEAP_MB)).isZero();
    }
}
