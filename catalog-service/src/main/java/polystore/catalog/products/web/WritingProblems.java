package polystore.catalog.products.web;

import java.util.List;
import polystore.catalog.products.Product;
import polystore.catalog.products.Writing;
import polystore.http.Problem;

/// What each refused writing is over HTTP.
public final class WritingProblems {

    private WritingProblems() {}

    /// The product, where it was written.
    ///
    /// @throws polystore.http.ProblemException where it was not
    static Product written(Writing writing) {
        return switch (writing) {
            case Writing.Written(var product) -> product;
            case Writing.SkuTaken refused -> throw of(refused).asException();
            case Writing.UnknownType refused -> throw of(refused).asException();
            case Writing.UnknownCategory refused -> throw of(refused).asException();
            case Writing.InvalidAttributes refused -> throw of(refused).asException();
            case Writing.Outdated _ -> throw outdated().asException();
        };
    }

    public static Problem of(Writing.SkuTaken refused) {
        return refusal(
                "catalog/sku-taken",
                409,
                "SKU taken",
                "The SKU " + refused.sku()
                        + " belongs to another product or variant: choose another, or change that one.",
                "sku");
    }

    public static Problem of(Writing.UnknownType refused) {
        return refusal(
                "catalog/unknown-type",
                422,
                "Unknown product type",
                "There is no product type " + refused.type() + ": create it by PUT /v1/product-types/" + refused.type()
                        + ", or use another.",
                "type");
    }

    public static Problem of(Writing.UnknownCategory refused) {
        return refusal(
                "catalog/unknown-category",
                422,
                "Unknown category",
                "There is no category " + refused.category() + ": create it by PUT /v1/categories/" + refused.category()
                        + ", or use another.",
                "category");
    }

    public static Problem of(Writing.InvalidAttributes refused) {
        return new Problem(
                "catalog/invalid-attributes",
                422,
                "Attributes do not fit the product type",
                "Correct the attributes named in errors, or the schema of the product type.",
                refused.faults().stream()
                        .map(fault -> new Problem.FieldError(fault.path(), fault.detail()))
                        .toList());
    }

    public static Problem outdated() {
        return Problem.of(
                "request/version-mismatch",
                412,
                "Changed by somebody else",
                "The product was changed meanwhile: read it again and repeat the change on it.");
    }

    private static Problem refusal(String type, int status, String title, String detail, String path) {
        return new Problem(type, status, title, detail, List.of(new Problem.FieldError(path, detail)));
    }
}
