package polystore.catalog.search;

import java.util.Arrays;
import java.util.Optional;

/// The order of a search result; equal products are ordered by id, so that pages neither repeat nor skip one.
enum SortOrder {
    NEWEST("newest", "", true),
    NAME("name", "search.name", false),
    NAME_DESCENDING("-name", "search.name", true),
    PRICE("price", "search.price", false),
    PRICE_DESCENDING("-price", "search.price", true);

    private final String code;
    private final String field;
    private final boolean descending;

    SortOrder(String code, String field, boolean descending) {
        this.code = code;
        this.field = field;
        this.descending = descending;
    }

    /// The value of the parameter `sort`.
    public String code() {
        return code;
    }

    /// The field that is compared before the id; empty for the id alone, which increases with time.
    public String field() {
        return field;
    }

    public boolean descending() {
        return descending;
    }

    public static Optional<SortOrder> ofCode(String code) {
        return Arrays.stream(values()).filter(order -> order.code.equals(code)).findFirst();
    }
}
