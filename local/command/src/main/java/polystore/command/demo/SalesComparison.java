package polystore.command.demo;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Locale;

/// The expected sales compared with those that analytics answers.
///
/// @param source of the expected figures, as the table names it
public record SalesComparison(String source, Sales expected, Sales answered) {
    private static final String ANSWERED = "/v1/analytics/sales";

    /// True when all figures are equal to the cent.
    public boolean equal() {
        return expected.equals(answered);
    }

    /// A table of both, and the verdict.
    public String table() {
        var width = Math.max(source.length(), ANSWERED.length());
        var format = "%-" + width + "s %10s %10s %20s%n";
        return String.format(Locale.ROOT, format, "", "orders", "units", "revenue")
                + row(format, source, expected)
                + row(format, ANSWERED, answered)
                + verdict();
    }

    /// One sentence: that they are equal, or each figure that differs and by how much.
    public String verdict() {
        if (equal()) {
            return "Equal to the cent.";
        }
        var differences = new ArrayList<String>();
        difference(differences, "orders", expected.orders(), answered.orders());
        difference(differences, "units", expected.units(), answered.units());
        var missing = answered.revenue().minus(expected.revenue());
        if (missing.amount().signum() != 0) {
            differences.add("revenue by " + signed(missing.amount()) + " " + missing.currency());
        }
        return "Different: analytics is off in " + String.join(", ", differences) + ".";
    }

    private static void difference(ArrayList<String> differences, String figure, long expected, long answered) {
        if (expected != answered) {
            differences.add(figure + " by " + signed(BigDecimal.valueOf(answered - expected)));
        }
    }

    private static String signed(BigDecimal amount) {
        return (amount.signum() > 0 ? "+" : "") + amount.toPlainString();
    }

    private static String row(String format, String name, Sales sales) {
        return String.format(Locale.ROOT, format, name, sales.orders(), sales.units(), sales.revenue());
    }
}
