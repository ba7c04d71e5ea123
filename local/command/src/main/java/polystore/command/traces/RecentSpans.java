package polystore.command.traces;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// The spans that arrived last, by trace. When there are too many, the traces that began to arrive first are forgotten.
final class RecentSpans {

    /// About 1 KiB each.
    private static final int SPANS_MAX = 20_000;

    private static final int LISTED_MAX = 100;

    /// Spans of one trace that are shown.
    private static final int SHOWN_MAX = 2_000;

    private final LinkedHashMap<String, ArrayDeque<RecordedSpan>> traces = new LinkedHashMap<>();
    private int size;

    /// A trace in a list.
    ///
    /// @param name of its first span
    /// @param services in the order of their first spans
    record Summary(
            String traceId,
            String name,
            Instant start,
            long durationMicros,
            List<String> services,
            int spans,
            boolean failed) {}

    synchronized void add(List<RecordedSpan> spans) {
        for (var span : spans) {
            traces.computeIfAbsent(span.traceId(), _ -> new ArrayDeque<>()).add(span);
            size++;
            while (size > SPANS_MAX) {
                forgetOldest();
            }
        }
    }

    /// The first 2,000 spans of a trace, in the order of their starts; empty for an unknown one.
    synchronized List<RecordedSpan> trace(String traceId) {
        return Optional.ofNullable(traces.get(traceId)).stream()
                .flatMap(ArrayDeque::stream)
                .sorted(Comparator.comparing(RecordedSpan::start))
                .limit(SHOWN_MAX)
                .toList();
    }

    /// The newest traces first, at most 100.
    ///
    /// @param key lists only traces with records of this key, such as an order's id; empty lists all
    synchronized List<Summary> list(String key) {
        Predicate<RecordedSpan> wanted = span -> key.isEmpty() || span.hasKey(key);
        var found = new ArrayList<>(traces.sequencedValues().reversed().stream()
                .filter(spans -> spans.stream().anyMatch(wanted))
                .limit(LISTED_MAX)
                .map(RecentSpans::summary)
                .toList());
        found.sort(Comparator.comparing(Summary::start).reversed());
        return found;
    }

    private void forgetOldest() {
        var oldest = traces.pollFirstEntry();
        if (oldest != null) {
            size -= oldest.getValue().size();
        }
    }

    private static Summary summary(ArrayDeque<RecordedSpan> spans) {
        var sorted =
                spans.stream().sorted(Comparator.comparing(RecordedSpan::start)).toList();
        var first = sorted.getFirst();
        var end = sorted.stream()
                .map(span -> span.start().plusNanos(span.durationMicros() * 1_000))
                .max(Comparator.naturalOrder())
                .orElse(first.start());
        return new Summary(
                first.traceId(),
                first.service() + " " + first.name(),
                first.start(),
                Duration.between(first.start(), end).toNanos() / 1_000,
                sorted.stream().map(RecordedSpan::service).distinct().toList(),
                sorted.size(),
                sorted.stream().anyMatch(RecordedSpan::failed));
    }
}
