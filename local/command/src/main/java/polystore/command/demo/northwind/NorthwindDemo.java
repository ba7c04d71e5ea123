package polystore.command.demo.northwind;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import polystore.command.demo.Analytics;
import polystore.command.demo.Checkout;
import polystore.command.demo.Checkout.Cart;
import polystore.command.demo.Clients;
import polystore.command.demo.StaffClient;
import polystore.stores.Credentials;

/// Imports Northwind: loads its database, creates its products and stock, places its orders, and compares the sales.
public record NorthwindDemo(
        NorthwindDatabase database,
        StaffClient staff,
        Checkout checkout,
        Analytics analytics,
        Clients clients,
        Clock clock,
        PrintStream out) {
    private static final String ALL = "northwind";

    /// @param superuser a user who may create databases
    /// @return whether analytics answers exactly the sales that SQL finds
    public boolean run(Path file, Credentials superuser) {
        var loading = database.load(file, superuser);
        out.println(loading.loaded() ? "Loaded " + file : "The database northwind exists already");
        loading.skipped().forEach(sql -> out.println("  skipped " + sql + ": this server does not know the setting"));
        try (var connection = database.connect()) {
            var rows = new NorthwindRows(connection);
            var idsBySku = fillCatalog(rows.products(), MappedProducts.read(connection));
            placeOrders(rows.unpaidOrders(), new ImportedOrders(connection));
            return compare(rows, idsBySku);
        } catch (SQLException e) {
            throw new IllegalStateException("Reading the northwind database: " + e.getMessage(), e);
        }
    }

    private Map<String, String> fillCatalog(List<ProductRow> products, Map<String, JsonNode> documents) {
        staff.type(
                NorthwindProductType.TYPE,
                "Northwind product",
                NorthwindProductType.SCHEMA,
                List.of("discontinued", "supplier.country"),
                List.of("supplier", "quantityPerUnit"));
        staff.category(ALL, "Northwind", null);
        products.stream().map(ProductRow::categoryName).distinct().forEach(name -> {
            if (name != null) {
                staff.category(NorthwindProductType.categoryCode(name), name, ALL);
            }
        });
        var ids = createProducts(products, documents);
        var arrivals = products.stream()
                .filter(row -> row.opening() > 0)
                .map(row -> new StaffClient.Arrival(row.sku(), row.opening(), "Northwind's opening stock", "northwind"))
                .toList();
        var booked = staff.stock(arrivals);
        out.printf("%d products have their opening stock, %d of them booked now%n", arrivals.size(), booked);
        staff.awaitOrderable(products.stream().map(ProductRow::sku).toList());
        return ids;
    }

    private Map<String, String> createProducts(List<ProductRow> products, Map<String, JsonNode> documents) {
        var stored = new StaffClient.StoredProduct[products.size()];
        clients.each("Products", products.size(), number -> {
            var row = products.get(number);
            stored[number] = staff.product(row.sku(), document(documents, row.sku()));
        });
        var ids = new HashMap<String, String>();
        int made = 0;
        for (int i = 0; i < stored.length; i++) {
            ids.put(products.get(i).sku(), stored[i].id());
            made += stored[i].isNew() ? 1 : 0;
        }
        out.printf("%d products are in the catalog, %d of them new%n", stored.length, made);
        return ids;
    }

    private static JsonNode document(Map<String, JsonNode> documents, String sku) {
        var document = documents.get(sku);
        if (document == null) {
            throw new IllegalStateException("The mapping makes no document of the product " + sku);
        }
        return document;
    }

    private void placeOrders(List<OrderRow> orders, ImportedOrders imported) {
        if (orders.isEmpty()) {
            out.println("All orders were placed and paid before");
            return;
        }
        var carts = new ArrayList<Cart>();
        var cleaned = new TreeMap<String, Integer>();
        for (var row : orders) {
            var cart = NorthwindRowsToCart.cart(row);
            carts.add(cart.cart());
            cart.cleaned().forEach(change -> cleaned.merge(change, 1, Integer::sum));
        }
        cleaned.forEach((change, count) -> out.printf("Cleaned: %d orders %s%n", count, change));
        var importOrder = new ImportOrder(checkout, imported, clock);
        clients.each("Orders", orders.size(), number -> importOrder.handle(orders.get(number), carts.get(number)));
    }

    private boolean compare(NorthwindRows rows, Map<String, String> idsBySku) throws SQLException {
        var window = rows.window();
        // The interval is half open; PostgreSQL's times have microseconds.
        var to = window.to().plus(1, ChronoUnit.MILLIS);
        var check = new NorthwindCheck(rows.sales(), rows.salesBySku(), idsBySku);
        out.println("Asking analytics");
        var answered = analytics.await(
                () -> NorthwindCheck.Answered.ask(analytics, window.from(), to),
                check::holds,
                NorthwindCheck.Answered::complete);
        out.println();
        out.println(check.report(answered));
        return check.holds(answered);
    }
}
