package polystore.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvelopeTest {

    private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    private static final byte[] BODY = {'{', '}'};

    static Envelope envelope(@Nullable String traceparent) {
        return new Envelope(
                UUID.fromString("019b2c4e-7a10-7c3e-9d41-5b0c9a7e1f21"),
                "polystore.orders.OrderPaid",
                "/orders",
                Instant.parse("2026-01-31T08:00:00.123456Z"),
                "019b2c4e-7a10-7c3e-9d41-5b0c9a7e1f20",
                traceparent,
                BODY);
    }

    @Test
    void writesTheAttributesAsHeaders() {
        var headers = new HashMap<String, String>();
        envelope(TRACE)
                .headers()
                .forEach((name, value) -> headers.put(name, new String(value, StandardCharsets.UTF_8)));

        assertThat(headers)
                .containsEntry("ce_specversion", "1.0")
                .containsEntry("ce_id", "019b2c4e-7a10-7c3e-9d41-5b0c9a7e1f21")
                .containsEntry("ce_type", "polystore.orders.OrderPaid")
                .containsEntry("ce_source", "/orders")
                .containsEntry("ce_time", "2026-01-31T08:00:00.123456Z")
                .containsEntry("ce_dataschema", "https://polystore.dev/schemas/OrderPaid.v1.json")
                .containsEntry("content-type", "application/json")
                .containsEntry("traceparent", TRACE)
                .hasSize(8);
    }

    @Test
    void readsBackWhatItWrote() {
        for (var written : new Envelope[] {envelope(TRACE), envelope(null)}) {
            assertThat(Envelope.read(written.key(), written.headers()::get, BODY))
                    .isEqualTo(written);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ce_specversion", "ce_id", "ce_type", "ce_source", "ce_time", "ce_dataschema"})
    void refusesARecordWithoutAnAttribute(String name) {
        var headers = envelope(null).headers();
        headers.remove(name);

        assertThatThrownBy(() -> Envelope.read("key", headers::get, BODY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(name);
    }

    @Test
    void refusesASchemaVersionItDoesNotKnow() {
        var headers = envelope(null).headers();
        headers.put(
                "ce_dataschema", "https://polystore.dev/schemas/OrderPaid.v2.json".getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> Envelope.read("key", headers::get, BODY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("header ce_dataschema is https://polystore.dev/schemas/OrderPaid.v2.json, "
                        + "but only https://polystore.dev/schemas/OrderPaid.v1.json is supported");
    }

    @Test
    void refusesATimeThatIsNone() {
        var headers = envelope(null).headers();
        headers.put("ce_time", "yesterday".getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> Envelope.read("key", headers::get, BODY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("header ce_time is not an ISO-8601 time: yesterday");
    }
}
