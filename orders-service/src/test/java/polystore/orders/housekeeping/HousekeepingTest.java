package polystore.orders.housekeeping;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.Test;
import polystore.orders.idempotency.PostgresIdempotency;
import polystore.orders.order.ExpireOrders;
import polystore.orders.outbox.PostgresPartitions;
import polystore.orders.privacy.RotateMasterKey;
import polystore.orders.time.Now;

/// Every job halves its batch after a failure, and its failure does not affect other jobs.
@SuppressWarnings("NullAway") // the jobs here have no stores
class HousekeepingTest {

    private final List<Integer> asked = new ArrayList<>();

    @Test
    void expiresFewerOrdersAfterABatchThatFailed() {
        var housekeeping = housekeeping();

        housekeeping.expire();
        housekeeping.expire();

        assertThat(asked).containsExactly(ExpireOrders.BATCH_MAX, ExpireOrders.BATCH_MAX / 2);
    }

    @Test
    void deletesAndRewrapsFewerKeysAfterABatchThatFailed() {
        var housekeeping = housekeeping();

        housekeeping.clean();
        housekeeping.clean();

        assertThat(asked)
                .containsExactly(
                        PostgresIdempotency.CLEAN_BATCH_MAX,
                        RotateMasterKey.BATCH_MAX,
                        PostgresIdempotency.CLEAN_BATCH_MAX / 2,
                        RotateMasterKey.BATCH_MAX / 2);
    }

    private Housekeeping housekeeping() {
        return new Housekeeping(
                new ExpireOrders(null, null, null, null, null, null) {
                    @Override
                    public int handle(Instant now, int batch) {
                        return fail(batch);
                    }
                },
                new PostgresIdempotency(null, null) {
                    @Override
                    public int clean(Instant now, int batch) {
                        return fail(batch);
                    }
                },
                new PostgresPartitions(null, 1),
                new RotateMasterKey(null, null, null, null) {
                    @Override
                    public int handle(int batch) {
                        return fail(batch);
                    }
                },
                new Now());
    }

    private int fail(int batch) {
        asked.add(batch);
        throw new TooMuch();
    }

    private static final class TooMuch extends JdbiException {

        private static final long serialVersionUID = 1L;

        TooMuch() {
            super("canceling statement due to statement timeout");
        }
    }
}
