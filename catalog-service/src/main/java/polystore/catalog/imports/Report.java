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

    /// Each batch goes out at once: the client of an import that takes an hour sees that it goes on.
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

    /// The import ends here, and has no summary.
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
