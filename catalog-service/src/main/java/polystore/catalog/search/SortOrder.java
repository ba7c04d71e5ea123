package polystore.catalog.search;

import java.util.Arrays;
import java.util.Optional;

/// In which order products are found; equal ones by id, so that every page continues where the last one ended.
public enum SortOrder {
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

    /// As it is written in `sort=`.
    public String code() {
        return code;
    }

    /// What is compared before the id; empty where the id, which grows with time, says it all.
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
