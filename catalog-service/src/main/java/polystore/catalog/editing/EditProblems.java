package polystore.catalog.editing;

import java.util.List;
import java.util.Optional;
import polystore.catalog.products.Product;
import polystore.platform.http.Problem;

/// Maps each refused edit to a problem.
public final class EditProblems {

    private EditProblems() {}

    /// The product that was written.
    ///
    /// @throws polystore.platform.http.ProblemException when the edit was refused
    static Product written(EditResult writing) {
        if (writing instanceof EditResult.Written(var product)) {
            return product;
        }
        throw of(writing).orElseThrow().asException();
    }

    /// The problem of a refused edit; empty for a written one.
    public static Optional<Problem> of(EditResult writing) {
        return switch (writing) {
            case EditResult.Written _ -> Optional.empty();
            case EditResult.SkuTaken(var sku) ->
                refusal(
                        "catalog/sku-taken",
                        409,
                        "SKU taken",
                        "The SKU " + sku
                                + " belongs to another product or variant: choose another, or change that one.",
                        "sku");
            case EditResult.UnknownType(var type) ->
                refusal(
                        "catalog/unknown-type",
                        422,
                        "Unknown product type",
                        "There is no product type " + type + ": create it by PUT /v1/product-types/" + type
                                + ", or use another.",
                        "type");
            case EditResult.UnknownCategory(var category) ->
                refusal(
                        "catalog/unknown-category",
                        422,
                        "Unknown category",
                        "There is no category " + category + ": create it by PUT /v1/categories/" + category
                                + ", or use another.",
                        "category");
            case EditResult.InvalidAttributes(var faults) -> Optional.of(invalidAttributes(faults));
            case EditResult.Outdated _ -> Optional.of(outdated());
        };
    }

    private static Problem invalidAttributes(List<EditResult.Fault> faults) {
        return new Problem(
                "catalog/invalid-attributes",
                422,
                "Attributes do not fit the product type",
                "Correct the attributes named in errors, or the schema of the product type.",
                faults.stream()
                        .map(fault -> new Problem.FieldError(fault.path(), fault.detail()))
                        .toList());
    }

    private static Problem outdated() {
        return Problem.of(
                "request/version-mismatch",
                412,
                "Changed by another request",
                "The product was changed meanwhile: read it again and repeat the change on it.");
    }

    private static Optional<Problem> refusal(String type, int status, String title, String detail, String path) {
        return Optional.of(new Problem(type, status, title, detail, List.of(new Problem.FieldError(path, detail))));
    }
}
