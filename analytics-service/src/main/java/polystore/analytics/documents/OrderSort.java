package polystore.analytics.documents;

import java.util.Arrays;
import java.util.Optional;

/// The order of a list of order documents; orders of the same moment or amount are in the order of their ids.
enum OrderSort {
    NEWEST("newest", "placedAt", -1),
    OLDEST("oldest", "placedAt", 1),
    AMOUNT("amount", "total.amount", 1),
    AMOUNT_DESCENDING("-amount", "total.amount", -1);

    private final String code;
    private final String path;
    private final int direction;

    OrderSort(String code, String path, int direction) {
        this.code = code;
        this.path = path;
        this.direction = direction;
    }

    static Optional<OrderSort> ofCode(String code) {
        return Arrays.stream(values()).filter(it -> it.code.equals(code)).findFirst();
    }

    /// The value of the query parameter `sort`.
    String code() {
        return code;
    }

    /// Path in the document.
    String path() {
        return path;
    }

    /// 1 is ascending, -1 descending.
    int direction() {
        return direction;
    }

    boolean byAmount() {
        return this == AMOUNT || this == AMOUNT_DESCENDING;
    }
}
