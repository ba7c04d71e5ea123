package polystore.catalog.imports;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import polystore.catalog.editing.ChangeProduct;
import polystore.catalog.editing.CreateProduct;
import polystore.catalog.editing.EditProblems;
import polystore.catalog.editing.EditResult;
import polystore.catalog.imports.LineForms.Form;
import polystore.catalog.imports.ReportLine.Status;
import polystore.catalog.products.Content;
import polystore.catalog.products.MongoProducts;
import polystore.catalog.products.Product;

/// Creates what is new by its SKU and changes what differs, line by line, so that a repeated import changes nothing.
@ApplicationScoped
public class ImportProducts {

    private final LineForms forms;
    private final MongoProducts products;
    private final CreateProduct create;
    private final ChangeProduct change;

    public ImportProducts(LineForms forms, MongoProducts products, CreateProduct create, ChangeProduct change) {
        this.forms = forms;
        this.products = products;
        this.create = create;
        this.change = change;
    }

    /// What became of each line of a batch, in their order.
    List<ReportLine> handle(List<NdjsonLines.Line> lines) {
        var read = lines.stream().map(forms::read).toList();
        var known = known(products, read);
        var report = new ArrayList<ReportLine>(lines.size());
        for (var form : read) {
            report.add(
                    switch (form) {
                        case Form.Bad(var line, var sku, var problem) -> ReportLine.rejected(line, sku, problem);
                        case Form.Good(var line, var content) -> write(line, content, known);
                    });
        }
        return report;
    }

    /// The products that the lines are about, by their own SKU.
    static Map<String, Product> known(MongoProducts products, List<Form> read) {
        var skus = read.stream()
                .filter(Form.Good.class::isInstance)
                .map(form -> ((Form.Good) form).content().sku())
                .toList();
        var known = new HashMap<String, Product>();
        products.withSkus(skus).forEach(product -> known.put(product.content().sku(), product));
        return known;
    }

    private ReportLine write(long line, Content content, Map<String, Product> known) {
        var current = known.get(content.sku());
        if (current != null && current.content().equals(content)) {
            return new ReportLine(line, content.sku(), Status.UNCHANGED, null);
        }
        var writing = current == null ? create.handle(content) : change.handle(current, content);
        if (writing instanceof EditResult.Written(var product)) {
            known.put(content.sku(), product);
        }
        return EditProblems.of(writing)
                .map(problem -> ReportLine.rejected(line, content.sku(), problem))
                .orElseGet(() ->
                        new ReportLine(line, content.sku(), current == null ? Status.CREATED : Status.UPDATED, null));
    }
}
