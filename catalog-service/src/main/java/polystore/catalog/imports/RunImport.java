package polystore.catalog.imports;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jboss.logging.Logger;
import polystore.catalog.requests.MongoProblems;
import polystore.platform.http.Problem;

/// Reads an import in batches and writes its report, either importing the lines or only checking them.
@ApplicationScoped
class RunImport {

    private static final Logger LOG = Logger.getLogger(RunImport.class);

    private final ImportProducts imports;
    private final ObjectMapper json;

    RunImport(ImportProducts imports, ObjectMapper json) {
        this.imports = imports;
        this.json = json;
    }

    /// Imports all valid lines.
    ///
    /// The HTTP status is sent before the first line is imported. When the import cannot continue, the report ends
    /// with a problem instead of the summary, after the lines that were imported.
    void handle(InputStream body, OutputStream out) throws IOException {
        var lines = new NdjsonLines(body);
        var report = new Report(json, out);
        var seen = new SkusSeen();
        try {
            for (var batch = lines.batch(); !batch.isEmpty(); batch = lines.batch()) {
                report.add(imports.handle(batch, seen));
            }
            report.end();
        } catch (RuntimeException e) {
            report.broken(ended(e));
        }
    }

    /// Checks a whole import without writing.
    ///
    /// There is no transaction over many documents. When another request uses a SKU between the check and the
    /// import, only that line is rejected, and the report shows it.
    ///
    /// @return whether every line is valid
    /// @throws polystore.platform.http.ProblemException 413 for too many SKUs
    boolean check(InputStream body, OutputStream out) throws IOException {
        var lines = new NdjsonLines(body);
        var report = new Report(json, out);
        var seen = new SkusSeen();
        for (var batch = lines.batch(); !batch.isEmpty(); batch = lines.batch()) {
            report.add(imports.dryRun(batch, seen));
            if (seen.forgotAny()) {
                throw tooMany().asException();
            }
        }
        report.end();
        return !report.anyRejected();
    }

    private static Problem ended(RuntimeException e) {
        LOG.warnf(e, "An import ended early");
        var problem = MongoProblems.of(e);
        return Problem.of(
                problem.type(),
                problem.status(),
                problem.title(),
                "The lines reported above are imported; the others may be. Send the same import again: lines that were"
                        + " imported before are reported as unchanged.");
    }

    private static Problem tooMany() {
        return Problem.of(
                "catalog/import-too-large",
                413,
                "Too many products to import all or none",
                "Send at most " + SkusSeen.SKUS_MAX + " SKUs at once, or use onError=rejectFailed.");
    }
}
