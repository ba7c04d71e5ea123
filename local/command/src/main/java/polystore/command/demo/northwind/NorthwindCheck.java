package polystore.command.demo.northwind;

import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import polystore.command.demo.Analytics;
import polystore.command.demo.Sales;
import polystore.command.demo.SalesAnswer;
import polystore.command.demo.SalesComparison;

/// Compares the sales that analytics answers with those that SQL finds in Northwind, in total and per product.
///
/// Reads only sales in US dollars paid while the import ran, so that no other order is counted.
///
/// @param bySku the expected sales of each product
/// @param idsBySku ids of the products in the catalog
record NorthwindCheck(Sales all, Map<String, Sales> bySku, Map<String, String> idsBySku) {

    /// The answers of analytics.
    record Answered(SalesAnswer all, SalesAnswer byProduct) {
        static Answered ask(Analytics analytics, Instant from, Instant to) {
            return new Answered(
                    analytics.sales(from, to, "", NorthwindProductType.CURRENCY),
                    analytics.sales(from, to, "product", NorthwindProductType.CURRENCY));
        }

        boolean complete() {
            return all.complete() && byProduct.complete();
        }
    }

    boolean holds(Answered answered) {
        return comparison(answered).equal() && productsThatDiffer(answered).isEmpty();
    }

    /// The table, and each product whose figures differ.
    String report(Answered answered) {
        var differing = productsThatDiffer(answered);
        return comparison(answered).table()
                + (differing.isEmpty()
                        ? " So is each of the " + bySku.size() + " products."
                        : System.lineSeparator() + lines(differing));
    }

    private SalesComparison comparison(Answered answered) {
        return new SalesComparison("Northwind, by SQL", all, answered.all().of(""));
    }

    private Map<String, SalesComparison> productsThatDiffer(Answered answered) {
        return bySku.entrySet().stream()
                .map(entry -> Map.entry(
                        entry.getKey(),
                        new SalesComparison(
                                entry.getKey(),
                                entry.getValue(),
                                answered.byProduct().of(idsBySku.getOrDefault(entry.getKey(), "")))))
                .filter(entry -> !entry.getValue().equal())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static String lines(Map<String, SalesComparison> differing) {
        return differing.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> entry.getKey() + ": " + entry.getValue().verdict())
                .collect(Collectors.joining(System.lineSeparator()));
    }
}
