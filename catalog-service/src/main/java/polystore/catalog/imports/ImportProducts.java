package polystore.catalog.imports;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.ArrayList;
import java.util.List;
import polystore.catalog.editing.EditProblems;
import polystore.catalog.editing.ProductRules;
import polystore.catalog.imports.PlanLines.Plan;
import polystore.catalog.imports.ReportLine.Status;
import polystore.catalog.products.MongoProducts;
import polystore.catalog.products.MongoProducts.Save;
import polystore.catalog.products.MongoProducts.Saving;
import polystore.catalog.products.ProductChanged;
import polystore.platform.http.Problem;

/// Creates products with new SKUs and changes existing ones that differ, so that a repeated import has no effect.
/// A batch of lines needs at most three queries and one bulk write.
@ApplicationScoped
class ImportProducts {

    private final PlanLines plan;
    private final ProductRules rules;
    private final MongoProducts products;
    private final Event<ProductChanged> changes;

    ImportProducts(PlanLines plan, ProductRules rules, MongoProducts products, Event<ProductChanged> changes) {
        this.plan = plan;
        this.rules = rules;
        this.products = products;
        this.changes = changes;
    }

    /// Imports a batch.
    ///
    /// @return the report line of each, in their order
    List<ReportLine> handle(List<NdjsonLines.Line> lines, SkusSeen seen) {
        var plans = plan.handle(lines, seen);
        var writes = new ArrayList<Plan.Write>();
        for (var one : plans) {
            if (one instanceof Plan.Write write) {
                writes.add(write);
            }
        }
        var saved = products.saveAll(writes.stream()
                        .map(write -> new Save(write.after(), write.type()))
                        .toList())
                .iterator();
        return plans.stream()
                .map(one -> switch (one) {
                    case Plan.Nothing(var report) -> report;
                    case Plan.Write write -> report(write, saved.next());
                })
                .toList();
    }

    /// Checks a batch without writing it; a valid line is reported as unchanged.
    List<ReportLine> dryRun(List<NdjsonLines.Line> lines, SkusSeen seen) {
        return plan.handle(lines, seen).stream()
                .map(one -> switch (one) {
                    case Plan.Nothing(var report) -> report;
                    case Plan.Write(var line, var _, var after, var _) ->
                        ReportLine.of(line, after.content().sku(), Status.UNCHANGED);
                })
                .toList();
    }

    private ReportLine report(Plan.Write write, Saving saving) {
        return switch (saving) {
            case DONE -> {
                changes.fire(ProductChanged.of(write.before(), write.after()));
                yield ReportLine.of(write.line(), sku(write), write.before() == null ? Status.CREATED : Status.UPDATED);
            }
            case CONFLICT ->
                rejected(write, EditProblems.of(rules.lostRace(write.after())).orElse(ReportLine.FAILURE));
            case BROKEN -> rejected(write, ReportLine.FAILURE);
        };
    }

    private static ReportLine rejected(Plan.Write write, Problem problem) {
        return ReportLine.rejected(write.line(), sku(write), problem);
    }

    private static String sku(Plan.Write write) {
        return write.after().content().sku();
    }
}
