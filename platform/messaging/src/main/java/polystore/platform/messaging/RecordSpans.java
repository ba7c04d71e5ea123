package polystore.platform.messaging;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Header;
import polystore.platform.tracing.TraceParent;
import polystore.platform.tracing.Traces;

/// The spans of sending and of processing records, which continue the traces of the records' headers `traceparent`.
///
/// Records of traces that are not sampled cost a look at the header, and none when traces are off. A failure is named
/// by
/// its class alone, because messages of drivers repeat values. Source of names: OpenTelemetry semantic conventions
/// 1.37,
/// messaging and `error.type`.
final class RecordSpans {

    private static final AttributeKey<String> SYSTEM = AttributeKey.stringKey("messaging.system");
    private static final AttributeKey<String> TOPIC = AttributeKey.stringKey("messaging.destination.name");
    private static final AttributeKey<String> KEY = AttributeKey.stringKey("messaging.kafka.message.key");
    private static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");
    private static final AttributeKey<Long> RECORDS = AttributeKey.longKey("messaging.batch.message_count");

    /// Records of one batch that get a span of their own.
    private static final int SPANS_MAX = 128;

    private RecordSpans() {}

    /// Sends a record; when its trace is sampled, with the trace context of the span of sending.
    static <K> Future<RecordMetadata> send(Producer<K, byte[]> producer, ProducerRecord<K, byte[]> record) {
        if (!isSampled(record.headers())) {
            return producer.send(record);
        }
        var span = builder("send", record.topic(), SpanKind.PRODUCER, parent(record.headers()))
                .setAttribute(KEY, String.valueOf(record.key()))
                .startSpan();
        return producer.send(continued(record, span.getSpanContext()), (metadata, failure) -> {
            if (failure != null) {
                failed(span, failure);
            }
            span.end();
        });
    }

    /// Processes a batch in a span that continues the trace of its first sampled record. Each further sampled record
    /// has a span in its own trace, with a link to that of the batch.
    static void process(String topic, List<ReceivedRecord> records, Runnable work) {
        var sampled = records.stream()
                .filter(record -> isSampled(record.headers()))
                .limit(SPANS_MAX)
                .toList();
        if (sampled.isEmpty()) {
            work.run();
        } else {
            process(topic, records.size(), sampled, work);
        }
    }

    private static void process(String topic, int size, List<ReceivedRecord> sampled, Runnable work) {
        var batch = processing(topic, sampled.getFirst())
                .setAttribute(RECORDS, (long) size)
                .startSpan();
        var others = new ArrayList<Span>();
        for (var record : sampled.subList(1, sampled.size())) {
            others.add(processing(topic, record).addLink(batch.getSpanContext()).startSpan());
        }
        try (var _ = batch.makeCurrent()) {
            work.run();
        } catch (RuntimeException e) {
            failed(batch, e);
            throw e;
        } finally {
            others.forEach(Span::end);
            batch.end();
        }
    }

    private static void failed(Span span, Throwable failure) {
        span.setAttribute(ERROR, failure.getClass().getName()).setStatus(StatusCode.ERROR);
    }

    private static SpanBuilder processing(String topic, ReceivedRecord record) {
        return builder("process", topic, SpanKind.CONSUMER, parent(record.headers()))
                .setAttribute(KEY, record.key());
    }

    private static SpanBuilder builder(String operation, String topic, SpanKind kind, Context parent) {
        return GlobalOpenTelemetry.getOrNoop()
                .getTracer("polystore")
                .spanBuilder(operation + " " + topic)
                .setSpanKind(kind)
                .setParent(parent)
                .setAttribute(SYSTEM, "kafka")
                .setAttribute(TOPIC, topic);
    }

    private static <K> ProducerRecord<K, byte[]> continued(ProducerRecord<K, byte[]> record, SpanContext span) {
        var copy = new ProducerRecord<>(
                record.topic(), record.partition(), record.timestamp(), record.key(), record.value(), record.headers());
        copy.headers().remove(TraceParent.HEADER);
        copy.headers().add(TraceParent.HEADER, TraceParent.of(span).getBytes(StandardCharsets.US_ASCII));
        return copy;
    }

    /// The disabled SDK still makes spans, which nobody exports.
    private static final class On {

        static final boolean VALUE = Traces.areOn();
    }

    private static boolean isSampled(Iterable<Header> headers) {
        return On.VALUE && Span.fromContext(parent(headers)).getSpanContext().isSampled();
    }

    /// The context of the last header `traceparent`; the root context without a valid one.
    private static Context parent(Iterable<Header> headers) {
        Context parent = Context.root();
        for (var header : headers) {
            if (header.key().equals(TraceParent.HEADER) && header.value() != null) {
                var value = new String(header.value(), StandardCharsets.US_ASCII);
                parent = TraceParent.isValid(value) ? TraceParent.context(value) : parent;
            }
        }
        return parent;
    }
}
