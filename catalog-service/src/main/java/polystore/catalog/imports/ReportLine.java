package polystore.catalog.imports;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import polystore.platform.http.Problem;

/// What became of one line.
///
/// @param line counted from 1
/// @param sku as far as it could be read
/// @param problem why it was rejected, absent otherwise
public record ReportLine(
        long line,
        @Nullable String sku,
        Status status,
        @Nullable Problem problem) {

    static ReportLine rejected(long line, @Nullable String sku, Problem problem) {
        return new ReportLine(line, sku, Status.REJECTED, problem);
    }

    /// The states of a product before and after the import.
    public enum Status {
        CREATED,
        UPDATED,
        UNCHANGED,
        REJECTED;

        @JsonValue
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
