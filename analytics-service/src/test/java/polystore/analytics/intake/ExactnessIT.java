package polystore.analytics.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import polystore.analytics.TestDatabase;
import polystore.analytics.database.Databases;
import polystore.analytics.kafka.FencedException;
import polystore.analytics.kafka.Received;
import polystore.contracts.orders.OrderEvent;

/// Whatever crashes, repeats and interleaves: the measures are those of every event applied once.
class ExactnessIT {

    private final TestDatabase database = TestDatabase.create();
    private final Jdbi jdbi = database.jdbi();
    private final PostgresPositions positions = new PostgresPositions();

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
        var zombie = generations(claim(log));
        var heir = generations(claim(log));
        var batch = log.from(partition, 0, 3);

        assertThatThrownBy(() -> TestDatabase.takeEvents(jdbi).handle(batch, zombie))
                .isInstanceOf(FencedException.class);
        assertThat(count("select count(*) from consumed_event")).isZero();

        TestDatabase.takeEvents(jdbi).handle(batch, heir);
        assertThat(count("select next_offset from consumer_position")).isEqualTo(3);
    }

    private void readToTheEnd(EventLog log, Random random, boolean crashing) {
        var crashes = new Crashes(database.source());
        var takeEvents = TestDatabase.takeEvents(Databases.jdbi(crashes.source()));
        var done = false;
        while (!done) {
            var claims = claim(log);
            if (crashing) {
                crashes.after(random.nextInt(40));
            }
            try {
                done = readSome(log, random, takeEvents, claims);
            } catch (JdbiException crashed) {
                assertThat(crashed).rootCause().hasMessage("crashed");
            }
        }
    }

    /// Reads until the end or the next crash; a crashed reader's memory is lost, as a process' would be.
    private static boolean readSome(
            EventLog log, Random random, TakeEvents takeEvents, Map<TopicPartition, PostgresPositions.Claim> claims) {
        var next = new HashMap<TopicPartition, Long>();
        claims.forEach((partition, claim) -> next.put(partition, claim.nextOffset()));
        while (true) {
            var batch = new ArrayList<Received>();
            for (var partition : log.partitions()) {
                batch.addAll(log.from(partition, next.getOrDefault(partition, 0L), random.nextInt(12)));
            }
            if (!batch.isEmpty()) {
                takeEvents.handle(batch, generations(claims));
                next.putAll(Received.nextOffsets(batch));
            }
            if (log.partitions().stream()
                    .allMatch(it -> log.from(it, next.getOrDefault(it, 0L), 1).isEmpty())) {
                return true;
            }
        }
    }

    private Map<TopicPartition, PostgresPositions.Claim> claim(EventLog log) {
        var beginnings = log.partitions().stream().collect(Collectors.toMap(it -> it, it -> 0L));
        return jdbi.inTransaction(transaction -> positions.claim(transaction, beginnings));
    }

    private static Map<TopicPartition, Long> generations(Map<TopicPartition, PostgresPositions.Claim> claims) {
        var generations = new HashMap<TopicPartition, Long>();
        claims.forEach((partition, claim) -> generations.put(partition, claim.generation()));
        return generations;
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
