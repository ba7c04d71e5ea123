package polystore.catalog.imports;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import polystore.platform.http.Problem;

/// Writes report lines as NDJSON and counts them.
final class Report {

    private final ObjectMapper json;
    private final OutputStream out;
    private final Counts counts = new Counts();
    private final ByteArrayOutputStream buffered = new ByteArrayOutputStream();

    Report(ObjectMapper json, OutputStream out) {
        this.json = json;
        this.out = out;
    }

    /// Each batch is sent at once, so that the client of a long import sees its progress.
    void add(List<ReportLine> lines) throws IOException {
        for (var line : lines) {
            counts.add(line);
            buffer(line);
        }
        send();
    }

    void end() throws IOException {
        buffer(counts.summary());
        send();
    }

    /// Ends the report with a problem instead of a summary.
    void broken(Problem problem) throws IOException {
        buffer(new BrokenLine(problem));
        send();
    }

    boolean anyRejected() {
        return counts.anyRejected();
    }

    private void buffer(Object line) throws IOException {
        buffered.write(json.writeValueAsBytes(line));
        buffered.write('\n');
    }

    private void send() throws IOException {
        buffered.writeTo(out);
        buffered.reset();
        out.flush();
    }

    private record BrokenLine(Problem problem) {}
}
