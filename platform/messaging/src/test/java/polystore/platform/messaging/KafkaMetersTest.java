package polystore.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

class KafkaMetersTest {
    @Test
    void keepsFewMetersOfKafkaAndAllOthers() {
        var meters = new SimpleMeterRegistry();
        meters.config().meterFilter(new KafkaMeters());

        meters.counter("kafka.producer.record.send.total").increment();
        meters.counter("kafka.producer.node.outgoing.byte.total").increment();
        meters.counter("polystore.consumer.records").increment();

        assertThat(meters.getMeters().stream().map(Meter::getId).map(Meter.Id::getName))
                .containsExactlyInAnyOrder("kafka.producer.record.send.total", "polystore.consumer.records");
    }
}
