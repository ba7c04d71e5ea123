package polystore.analytics;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.UUID;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import polystore.contracts.Corpus;
import polystore.contracts.Envelope;
import polystore.platform.messaging.ReceivedRecord;

/// Examples of the contracts about orders, as they are received.
public final class CorpusRecords {

    private CorpusRecords() {}

    public static ReceivedRecord of(String topic, Corpus.Example example) throws JsonProcessingException {
        var key = new ObjectMapper()
                .readTree(new String(example.body(), StandardCharsets.UTF_8))
                .get("orderId")
                .asText();
        var envelope =
                new Envelope(UUID.randomUUID(), example.type(), "/corpus", Instant.EPOCH, key, null, example.body());
        var headers = new ArrayList<Header>();
        envelope.headers().forEach((name, value) -> headers.add(new RecordHeader(name, value)));
        return new ReceivedRecord(
                new TopicPartition(topic, 0),
                0,
                Instant.EPOCH,
                key.getBytes(StandardCharsets.UTF_8),
                headers,
                example.body());
    }
}
