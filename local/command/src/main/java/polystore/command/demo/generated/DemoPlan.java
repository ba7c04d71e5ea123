package polystore.command.demo.generated;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import polystore.command.demo.Checkout.Line;
import polystore.command.demo.Sales;
import polystore.contracts.Money;

/// The generated products and orders of one demo run; the same plan always gives the same ones.
///
/// @param run id of the run, part of its SKUs and its category, so that its sales can be told from all others
/// @param customers number of customers who place the orders, at least 1
public record DemoPlan(String run, int products, int orders, int customers) {
    static final String CURRENCY = "EUR";

    private static final int LINES_MAX = 4;
    private static final int QUANTITY_MAX = 3;
    private static final int CENTS_MAX = 20_000;
    private static final List<String> MANNERS = List.of("Quiet", "Bright", "Sturdy", "Folding", "Tiny", "Northern");
    private static final List<String> THINGS = List.of("Lamp", "Kettle", "Chair", "Radio", "Bowl", "Ladder", "Clock");
    private static final List<String> COLORS = List.of("red", "blue", "green", "white", "black");

    /// A generated product.
    ///
    /// @param grams its weight
    public record Article(String sku, String name, Money price, String color, int grams) {}

    /// A generated order.
    public record Purchase(String customer, List<Line> lines, Money total) {
        public long units() {
            return lines.stream().mapToLong(Line::quantity).sum();
        }
    }

    public String category() {
        return "demo-" + run;
    }

    public Article article(int number) {
        var random = random("article", number);
        var cents = 100 + random.nextInt(CENTS_MAX);
        return new Article(
                sku(number),
                pick(MANNERS, random) + " " + pick(THINGS, random) + " " + (number + 1),
                new Money(BigDecimal.valueOf(cents, 2), CURRENCY),
                pick(COLORS, random),
                50 + random.nextInt(5_000));
    }

    public Purchase purchase(int number) {
        var random = random("purchase", number);
        var customer = "demo-" + (1 + random.nextInt(customers));
        var lines = new ArrayList<Line>();
        var total = Money.zero(CURRENCY);
        for (int article : articles(random)) {
            var quantity = 1 + random.nextInt(QUANTITY_MAX);
            lines.add(new Line(sku(article), quantity));
            total = total.plus(article(article).price().times(quantity));
        }
        return new Purchase(customer, List.copyOf(lines), total);
    }

    /// The expected sales of all orders.
    public Sales sales() {
        var sales = Sales.none(CURRENCY);
        for (int i = 0; i < orders; i++) {
            var purchase = purchase(i);
            sales = sales.plus(new Sales(1, purchase.units(), purchase.total()));
        }
        return sales;
    }

    /// Units of each article in all orders, by article number.
    public long[] demand() {
        var demand = new long[products];
        var prefix = sku(0).length() - 1;
        for (int i = 0; i < orders; i++) {
            for (var line : purchase(i).lines()) {
                demand[Integer.parseInt(line.sku().substring(prefix)) - 1] += line.quantity();
            }
        }
        return demand;
    }

    private String sku(int number) {
        return "DEMO-" + run + "-" + (number + 1);
    }

    /// Distinct numbers, because an order may have a SKU only once.
    private int[] articles(SplittableRandom random) {
        var wanted = 1 + random.nextInt(Math.min(LINES_MAX, products));
        return random.ints(0, products).distinct().limit(wanted).toArray();
    }

    private SplittableRandom random(String kind, int number) {
        return new SplittableRandom((run + kind).hashCode() * 31L + number);
    }

    private static String pick(List<String> words, SplittableRandom random) {
        return words.get(random.nextInt(words.size()));
    }
}
