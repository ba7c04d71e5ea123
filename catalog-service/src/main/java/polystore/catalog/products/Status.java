package polystore.catalog.products;

import java.util.Locale;

/// Where a product stands in its life.
public enum Status {
    /// Only staff see it.
    DRAFT,
    PUBLISHED,
    /// Not offered any more; who knows its address (an old order, a bookmark) can still read it.
    ARCHIVED,
    /// A tombstone: nobody sees it, its version keeps rising above what others have.
    DELETED;

    /// As it is written in JSON and in documents.
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// @throws IllegalArgumentException for what is no status
    public static Status ofCode(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
