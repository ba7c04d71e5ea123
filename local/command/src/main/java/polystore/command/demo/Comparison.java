package polystore.command.demo;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Locale;

/// What was sold beside what analytics says was sold.
///
/// @param source where the expected figures come from, as the table names it
public record Comparison(String source, Sales expected, Sales answered) {
    private static final String ANSWERED = "/v1/analytics/sales";

    /// To the cent.
    public boolean equal() {
        return expected.equals(answered);
    }

    /// Both, one below the other, and the verdict.
    public String table() {
        var width = Math.max(source.length(), ANSWERED.length());
        var format = "%-" + width + "s %10s %10s %20s%n";
        return String.format(Locale.ROOT, format, "", "orders", "units", "revenue")
                + row(format, source, expected)
                + row(format, ANSWERED, answered)
                + verdict();
    }

    /// One sentence: equal, or what is off by how much.
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

    private static void difference(ArrayList<String> differences, String what, long expected, long answered) {
        if (expected != answered) {
            differences.add(what + " by " + signed(BigDecimal.valueOf(answered - expected)));
        }
    }

    private static String signed(BigDecimal amount) {
        return (amount.signum() > 0 ? "+" : "") + amount.toPlainString();
    }

    private static String row(String format, String name, Sales sales) {
        return String.format(Locale.ROOT, format, name, sales.orders(), sales.units(), sales.revenue());
    }
}
