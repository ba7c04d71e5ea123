package polystore.analytics.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import polystore.analytics.TestDatabase;
import polystore.contracts.orders.OrderEvent;
import polystore.platform.messaging.FencedException;
import polystore.platform.messaging.ReceivedRecord;
import polystore.platform.persistence.PostgresJdbi;

/// Whatever crashes, repeats and interleaves: the measures are those of every event applied once.
class ExactnessIT {

    private final TestDatabase database = TestDatabase.create();
    private final Jdbi jdbi = database.jdbi();

    /// Seed 0 stands for a new one each run.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 0})
    void measuresAreExactThroughCrashesAtEveryStepAndDuplicates(long fixed) {
        var seed = fixed == 0 ? new Random().nextLong() : fixed;
        var random = new Random(seed);
        var histories = histories(random, 60);
        var log = new EventLog(random, 3);
        log.publish(histories, true);

        readToTheEnd(log, random, true);

        assertThat(measures())
                .as("seed %d", seed)
                .isEqualTo(Expected.measures(
                        histories.stream().flatMap(List::stream).toList()));
        assertThat(measures()).as("seed %d: sums of effects", seed).isEqualTo(sumsOfEffects());
        assertThat(count("select count(*) from parked_event"))
                .as("seed %d", seed)
                .isZero();
    }

    @Test
    void readingTheWholeTopicAgainChangesNothing() {
        var random = new Random(3);
        var log = new EventLog(random, 3);
        log.publish(histories(random, 20), false);
        readToTheEnd(log, random, false);
        var before = measures();

        jdbi.useHandle(it -> it.execute("update consumer_position set next_offset = 0"));
        readToTheEnd(log, random, false);

        assertThat(measures()).isEqualTo(before);
    }

    @Test
    void aReaderThatWasReplacedCannotCommit() {
        var random = new Random(4);
        var log = new EventLog(random, 1);
        log.publish(histories(random, 3), false);
        var partition = log.partitions().getFirst();
        var zombie = new Intake(jdbi);
        var heir = new Intake(jdbi);
        zombie.claim(log.partitions());
        heir.claim(log.partitions());
        var batch = log.from(partition, 0, 3);

        assertThatThrownBy(() -> zombie.take(batch)).isInstanceOf(FencedException.class);
        assertThat(count("select count(*) from consumed_event")).isZero();

        heir.take(batch);
        assertThat(count("select next_offset from consumer_position")).isEqualTo(3);
    }

    private void readToTheEnd(EventLog log, Random random, boolean crashing) {
        var crashes = new Crashes(database.source());
        var done = false;
        while (!done) {
            // A crashed reader's memory is lost, as a process' would be.
            var intake = new Intake(PostgresJdbi.of(crashes.source()));
            var next = new HashMap<>(intake.claim(log.partitions()));
            if (crashing) {
                crashes.after(random.nextInt(40));
            }
            try {
                readToTheEnd(log, random, intake, next);
                done = true;
            } catch (JdbiException crashed) {
                assertThat(crashed).rootCause().hasMessage("crashed");
            }
        }
    }

    private static void readToTheEnd(EventLog log, Random random, Intake intake, Map<TopicPartition, Long> next) {
        while (log.partitions().stream()
                .anyMatch(it -> !log.from(it, next.getOrDefault(it, 0L), 1).isEmpty())) {
            var batch = new ArrayList<ReceivedRecord>();
            for (var partition : log.partitions()) {
                batch.addAll(log.from(partition, next.getOrDefault(partition, 0L), random.nextInt(12)));
            }
            if (!batch.isEmpty()) {
                intake.take(batch);
                next.putAll(ReceivedRecord.nextOffsets(batch));
            }
        }
    }

    private static List<List<OrderEvent>> histories(Random random, int count) {
        var histories = new OrderHistories(random);
        return IntStream.range(0, count).mapToObj(it -> histories.order()).toList();
    }

    private Map<String, String> measures() {
        return Expected.read(jdbi, "select * from measure");
    }

    private Map<String, String> sumsOfEffects() {
        return Expected.read(jdbi, """
            select dimension, date_bin('15 minutes', at, timestamptz 'epoch') as bucket, value, currency,
                   sum(placed) as placed, sum(orders) as orders, sum(units) as units, sum(revenue) as revenue,
                   sum(cancelled) as cancelled, sum(returned) as returned
              from sale_effect group by 1, 2, 3, 4
            """);
    }

    private long count(String sql) {
        return jdbi.withHandle(it -> it.createQuery(sql).mapTo(Long.class).one());
    }
}
