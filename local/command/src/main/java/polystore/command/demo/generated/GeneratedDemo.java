package polystore.command.demo.generated;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import polystore.command.demo.Analytics;
import polystore.command.demo.Checkout;
import polystore.command.demo.Checkout.Address;
import polystore.command.demo.Checkout.Cart;
import polystore.command.demo.Clients;
import polystore.command.demo.SalesAnswer;
import polystore.command.demo.SalesComparison;
import polystore.command.demo.StaffClient;

/// Creates the products and orders of a plan through the gateway, and compares the sales that analytics answers with
/// it.
public record GeneratedDemo(
        DemoPlan plan, StaffClient staff, Checkout checkout, Analytics analytics, Clients clients, PrintStream out) {
    private static final String TYPE = "demo-article";
    private static final String ALL = "demo";
    private static final Map<String, ?> SCHEMA = Map.of(
            "type",
            "object",
            "required",
            List.of("color"),
            "properties",
            Map.of("color", Map.of("type", "string"), "weightGrams", Map.of("type", "integer", "minimum", 1)));
    private static final List<Address> ADDRESSES = List.of(
            new Address("Ada Demo", "Main Street 1", "Vienna", "1010", "AT"),
            new Address("Ben Demo", "Rue Haute 2", "Brussels", "1000", "BE"),
            new Address("Cleo Demo", "Hafenweg 3", "Hamburg", "20457", "DE"));

    /// @param now start of the interval whose sales are compared
    /// @return whether analytics answers exactly the sales of the plan
    public boolean run(Instant now) {
        fillCatalog();
        placeOrders();
        var expected = plan.sales();
        out.println("Asking analytics");
        var answered = analytics.await(
                () -> analytics.sales(
                        now.minus(Duration.ofMinutes(1)), now.plus(Duration.ofDays(1)), "category", DemoPlan.CURRENCY),
                measured -> measured.of(plan.category()).equals(expected),
                SalesAnswer::complete);
        var comparison = new SalesComparison("this run", expected, answered.of(plan.category()));
        out.println();
        out.println(comparison.table());
        return comparison.equal();
    }

    private void fillCatalog() {
        staff.type(TYPE, "Demo article", SCHEMA, List.of("color"), List.of("color"));
        staff.category(ALL, "Demo", null);
        staff.category(plan.category(), "Demo " + plan.run(), ALL);
        clients.each("Products", plan.products(), number -> {
            var article = plan.article(number);
            staff.product(article.sku(), document(article));
        });
        var demand = plan.demand();
        var arrivals = new ArrayList<StaffClient.Arrival>();
        for (int i = 0; i < demand.length; i++) {
            // One unit more than the orders take, so that every product stays in stock.
            arrivals.add(new StaffClient.Arrival(plan.article(i).sku(), demand[i] + 1, "demo", "demo-" + plan.run()));
        }
        staff.stock(arrivals);
        staff.awaitOrderable(IntStream.range(0, plan.products())
                .mapToObj(i -> plan.article(i).sku())
                .toList());
    }

    private void placeOrders() {
        clients.each("Orders", plan.orders(), number -> {
            var key = "demo-" + plan.run() + "-" + (number + 1);
            var purchase = plan.purchase(number);
            var address = ADDRESSES.get(number % ADDRESSES.size());
            var cart = new Cart(purchase.lines(), address, purchase.customer() + "@example.org");
            var order = checkout.place(purchase.customer(), key, cart);
            if (!checkout.pay(order, key)) {
                throw new IllegalStateException("Order " + order.id() + " cannot be paid any more");
            }
        });
    }

    private Map<String, ?> document(DemoPlan.Article article) {
        return Map.of(
                "sku", article.sku(),
                "name", article.name(),
                "type", TYPE,
                "category", plan.category(),
                "price", article.price(),
                "attributes", Map.of("color", article.color(), "weightGrams", article.grams()));
    }
}
