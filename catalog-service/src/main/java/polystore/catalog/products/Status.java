package polystore.catalog.products;

import java.util.Locale;

/// The stage of a product between draft and deletion.
public enum Status {
    /// Only staff see it.
    DRAFT,
    PUBLISHED,
    /// No longer offered or found by search, but can still be read by its id.
    ARCHIVED,
    /// A tombstone, which callers cannot read; it stores the version of the deletion for consumers.
    DELETED;

    /// The code in JSON and in documents.
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// @throws IllegalArgumentException for an unknown code
    public static Status ofCode(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
