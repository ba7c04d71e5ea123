package polystore.command.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import polystore.platform.testing.TestStores;

/// `bench transform` in its short form: with a heap that is far smaller than the rows.
class TransformBenchIT {

    private static final long ROWS = 600_000;
    private static final long FEW_ROWS = 3_000;
    private static final int HEAP_MB = 40;

    @Test
    void makesAllDocumentsInAHeapSmallerThanTheRows() throws Exception {
        var database = TestStores.postgres().freshDatabase("orders");
        TransformBench.fill(database, ROWS);

        assertThat(TransformBench.run(database, 1, HEAP_MB)).isZero();
    }

    @Test
    void writesToMongoDbAndFollowsChanges() throws Exception {
        var postgres = TestStores.postgres();
        var database = postgres.freshDatabase("orders");
        TransformBench.fill(database, FEW_ROWS);
        var mongo = TestStores.mongo();
        var measured = new SinkMeasurements(
                database.jdbcUrl(), postgres.superuser(), mongo.uri(), mongo.freshDatabase("analytics"), HEAP_MB);

        assertThat(measured.toSink(1)).isZero();
        assertThat(measured.live(100, 1)).isZero();
    }
}
