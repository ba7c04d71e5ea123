package polystore.catalog.imports;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import polystore.platform.http.Problem;

/// Writes report lines as NDJSON and counts them.
final class Report {

    private final ObjectMapper json;
    private final OutputStream out;
    private final Counts counts = new Counts();

    Report(ObjectMapper json, OutputStream out) {
        this.json = json;
        this.out = out;
    }

    /// Each batch goes out at once: who imports for an hour wants to see that it goes on.
    void add(List<ReportLine> lines) throws IOException {
        for (var line : lines) {
            counts.add(line);
            write(line);
        }
        out.flush();
    }

    void end() throws IOException {
        write(counts.summary());
        out.flush();
    }

    /// The import ends here, and has no summary.
    void broken(Problem problem) throws IOException {
        write(new BrokenLine(problem));
        out.flush();
    }

    boolean anyRejected() {
        return counts.anyRejected();
    }

    private void write(Object line) throws IOException {
        out.write(json.writeValueAsBytes(line));
        out.write('\n');
    }

    private record BrokenLine(Problem problem) {}
}
