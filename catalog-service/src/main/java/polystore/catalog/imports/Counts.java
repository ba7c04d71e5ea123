package polystore.catalog.imports;

import java.util.EnumMap;
import java.util.Map;

/// Counts report lines for the summary.
final class Counts {

    private final Map<ReportLine.Status, Long> counts = new EnumMap<>(ReportLine.Status.class);

    /// The last line of every report.
    record SummaryLine(Summary summary) {}

    /// @param read lines that were not blank
    record Summary(long read, long created, long updated, long unchanged, long rejected) {}

    void add(ReportLine line) {
        counts.merge(line.status(), 1L, Long::sum);
    }

    boolean anyRejected() {
        return of(ReportLine.Status.REJECTED) > 0;
    }

    SummaryLine summary() {
        return new SummaryLine(new Summary(
                counts.values().stream().mapToLong(Long::longValue).sum(),
                of(ReportLine.Status.CREATED),
                of(ReportLine.Status.UPDATED),
                of(ReportLine.Status.UNCHANGED),
                of(ReportLine.Status.REJECTED)));
    }

    private long of(ReportLine.Status status) {
        return counts.getOrDefault(status, 0L);
    }
}
