package polystore.catalog.imports;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import polystore.catalog.editing.ProductRules;
import polystore.catalog.products.MongoProducts;

/// Finds out whether all lines of an import would be taken, before the first is.
@ApplicationScoped
public class AllOrNone {

    private final LineForms forms;
    private final MongoProducts products;
    private final ProductRules rules;
    private final ObjectMapper json;

    public AllOrNone(LineForms forms, MongoProducts products, ProductRules rules, ObjectMapper json) {
        this.forms = forms;
        this.products = products;
        this.rules = rules;
        this.json = json;
    }

    /// Reads the whole import onto `spool`, and with it the report of what is wrong.
    ///
    /// @return whether every line would be taken
    boolean rehearse(InputStream body, Spool spool) throws IOException {
        try (var kept = spool.keeping(body);
                var out = spool.report()) {
            var lines = new NdjsonLines(kept);
            var report = new Report(json, out);
            var rehearsal = new Rehearsal(forms, products, rules);
            for (var batch = lines.batch(); !batch.isEmpty(); batch = lines.batch()) {
                report.add(rehearsal.handle(batch));
            }
            report.end();
            return !report.anyRejected();
        }
    }
}
