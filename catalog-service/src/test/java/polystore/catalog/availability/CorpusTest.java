package polystore.catalog.availability;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import polystore.contracts.Corpus;
import polystore.contracts.Envelope;
import polystore.contracts.Topics;
import polystore.contracts.stock.StockLevel;
import polystore.platform.messaging.ReceivedRecord;

/// The consumer of stock levels reads the examples of every release.
class CorpusTest {

    static List<Corpus.Example> examples() {
        return Corpus.all().stream()
                .filter(it -> it.type().equals(StockLevel.TYPE))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void readsEveryExampleOfEveryRelease(Corpus.Example example) throws Exception {
        assertThat(StockLevelConsumer.decode(record(example))).isNotNull();
    }

    private static ReceivedRecord record(Corpus.Example example) throws Exception {
        var key = new ObjectMapper().readTree(example.body()).get("sku").asText();
        var envelope =
                new Envelope(UUID.randomUUID(), example.type(), "/corpus", Instant.EPOCH, key, null, example.body());
        var headers = new ArrayList<Header>();
        envelope.headers().forEach((name, value) -> headers.add(new RecordHeader(name, value)));
        return new ReceivedRecord(
                new TopicPartition(Topics.STOCK_LEVELS, 0),
                0,
                Instant.EPOCH,
                key.getBytes(StandardCharsets.UTF_8),
                headers,
                example.body());
    }
}
