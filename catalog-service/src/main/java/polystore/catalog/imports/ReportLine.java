package polystore.catalog.imports;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import polystore.platform.http.Problem;

/// The result of one line.
///
/// @param line counted from 1
/// @param sku as far as it could be read
/// @param problem why it was rejected, absent otherwise
record ReportLine(
        long line,
        @Nullable String sku,
        Status status,
        @Nullable Problem problem) {

    /// A line that failed because of a fault of the service; the others are not affected.
    static final Problem FAILURE = Problem.of(
            "service/failure",
            500,
            "The service failed",
            "The failure is in the service and has been logged. This line was not imported; the others are not"
                    + " affected.");

    static ReportLine of(long line, String sku, Status status) {
        return new ReportLine(line, sku, status, null);
    }

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
