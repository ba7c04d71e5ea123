package polystore.catalog.imports;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import polystore.catalog.editing.EditProblems;
import polystore.catalog.editing.EditResult;
import polystore.catalog.editing.ProductRules;
import polystore.catalog.imports.LineForms.Form;
import polystore.catalog.imports.ReportLine.Status;
import polystore.catalog.products.Content;
import polystore.catalog.products.MongoProducts;
import polystore.catalog.products.Product;
import polystore.platform.http.Problem;

/// Goes through an import without writing, to know beforehand whether every line would be taken.
///
/// There is no transaction over many documents, and a SKU can be taken by somebody else between rehearsal and
/// import: then that line is rejected alone, and the report says so.
final class Rehearsal {

    /// Some 20 MB; who has more products sends them in parts, or lets each line stand for itself.
    static final int SKUS_MAX = 200_000;

    private final LineForms forms;
    private final MongoProducts products;
    private final ProductRules rules;
    private final Map<String, String> ownerBySku = new HashMap<>();

    Rehearsal(LineForms forms, MongoProducts products, ProductRules rules) {
        this.forms = forms;
        this.products = products;
        this.rules = rules;
    }

    /// @throws polystore.platform.http.ProblemException 413 for more than can be checked against each other
    List<ReportLine> handle(List<NdjsonLines.Line> lines) {
        var read = lines.stream().map(forms::read).toList();
        var known = ImportProducts.known(products, read);
        var report = new ArrayList<ReportLine>(lines.size());
        for (var form : read) {
            report.add(
                    switch (form) {
                        case Form.Bad(var line, var sku, var problem) -> ReportLine.rejected(line, sku, problem);
                        case Form.Good(var line, var content) -> check(line, content, known.get(content.sku()));
                    });
        }
        return report;
    }

    /// What is not rejected leaves the catalog unchanged for now.
    private ReportLine check(long line, Content content, @Nullable Product current) {
        return takenInFile(content)
                .or(() -> rules.refusal(current == null ? "" : current.id(), content))
                .flatMap(EditProblems::of)
                .map(problem -> ReportLine.rejected(line, content.sku(), problem))
                .orElseGet(() -> new ReportLine(line, content.sku(), Status.UNCHANGED, null));
    }

    private Optional<EditResult> takenInFile(Content content) {
        for (var sku : content.skus()) {
            var owner = ownerBySku.putIfAbsent(sku, content.sku());
            if (owner != null && !owner.equals(content.sku())) {
                return Optional.of(new EditResult.SkuTaken(sku));
            }
        }
        if (ownerBySku.size() > SKUS_MAX) {
            throw Problem.of(
                            "catalog/import-too-large",
                            413,
                            "Too many products to import all or none",
                            "Send at most " + SKUS_MAX + " SKUs at once, or use onError=rejectFailed.")
                    .asException();
        }
        return Optional.empty();
    }
}
