package polystore.catalog.products;

import java.util.Locale;

/// The stage of a product between draft and deletion.
public enum Status {
    /// Only staff see it.
    DRAFT,
    PUBLISHED,
    /// Not offered any more, and not found by search; an old order or a bookmark can still read it by its address.
    ARCHIVED,
    /// A tombstone, which nobody sees: it keeps the version, so that consumers can order the deletion.
    DELETED;

    /// As it is written in JSON and in documents.
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// @throws IllegalArgumentException for an unknown code
    public static Status ofCode(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
