package polystore.catalog.imports;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import polystore.catalog.editing.EditProblems;
import polystore.catalog.editing.ProductRules;
import polystore.catalog.editing.ProductRules.Known;
import polystore.catalog.editing.ProductRules.Verdict;
import polystore.catalog.products.Content;
import polystore.catalog.products.Product;
import polystore.catalog.products.ProductIds;
import polystore.catalog.types.ProductType;

/// Decides about each line of a batch without writing it, with three queries for any number of lines.
@ApplicationScoped
class PlanLines {

    private static final Logger LOG = Logger.getLogger(PlanLines.class);

    private final ImportLineMapper mapper;
    private final ProductRules rules;
    private final ProductIds ids;
    private final Clock clock;

    PlanLines(ImportLineMapper mapper, ProductRules rules, ProductIds ids, Clock clock) {
        this.mapper = mapper;
        this.rules = rules;
        this.ids = ids;
        this.clock = clock;
    }

    /// The decision about a line.
    sealed interface Plan {

        record Nothing(ReportLine report) implements Plan {}

        /// @param before null for a new product
        record Write(long line, @Nullable Product before, Product after, ProductType type) implements Plan {}
    }

    /// @param seen the SKUs of this import, to which those of these lines are added
    List<Plan> handle(List<NdjsonLines.Line> lines, SkusSeen seen) {
        var parsed = lines.stream().map(mapper::parse).toList();
        var contents = new ArrayList<Content>();
        for (var line : parsed) {
            if (line instanceof ParsedLine.Valid(var _, var content)) {
                contents.add(content);
            }
        }
        var known = rules.known(contents);
        return parsed.stream().map(line -> plan(line, known, seen)).toList();
    }

    private Plan plan(ParsedLine parsed, Known known, SkusSeen seen) {
        return switch (parsed) {
            case ParsedLine.Invalid(var line, var sku, var problem) ->
                new Plan.Nothing(ReportLine.rejected(line, sku, problem));
            case ParsedLine.Valid(var line, var content) ->
                seen.add(line, content)
                        .<Plan>map(problem -> new Plan.Nothing(ReportLine.rejected(line, content.sku(), problem)))
                        .orElseGet(() -> guarded(line, content, known));
        };
    }

    /// A pattern in a schema may make the validator fail; then the line is rejected and the import continues.
    private Plan guarded(long line, Content content, Known known) {
        try {
            return plan(line, content, known);
        } catch (RuntimeException e) {
            LOG.errorf(e, "Line %d of an import could not be checked", line);
            return new Plan.Nothing(ReportLine.rejected(line, content.sku(), ReportLine.FAILURE));
        }
    }

    private Plan plan(long line, Content content, Known known) {
        var owner = known.owners().get(content.sku());
        // A product that has this SKU for a variant is another product.
        var before = owner != null && owner.content().sku().equals(content.sku()) ? owner : null;
        if (before != null && before.content().sameAs(content)) {
            return new Plan.Nothing(ReportLine.of(line, content.sku(), ReportLine.Status.UNCHANGED));
        }
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var after = before == null ? Product.created(ids.next(), now, content) : before.changed(now, content);
        return switch (rules.check(after.id(), content, known)) {
            case Verdict.Allowed(var type) -> new Plan.Write(line, before, after, type);
            case Verdict.Refused(var why) ->
                new Plan.Nothing(ReportLine.rejected(
                        line, content.sku(), EditProblems.of(why).orElse(ReportLine.FAILURE)));
        };
    }
}
