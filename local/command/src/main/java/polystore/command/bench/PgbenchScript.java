package polystore.command.bench;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The transaction of placing an order as a pgbench script: the service's own statements, with random products,
/// customers and keys as their parameters.
///
/// @param sample the data that the service wrote for one such order
record PgbenchScript(ServiceSql sql, int lines, Sample sample) {
    /// `:name`, but not the `::` of a cast.
    private static final Pattern PARAMETER = Pattern.compile("(?<!:):([A-Za-z]+)");

    private static final String PLACING = "placing.PostgresPlacing";

    /// @param payload the payload of the event, JSON
    /// @param personal the encrypted personal data, in hexadecimal
    record Sample(String payload, String personal) {}

    String text() {
        var parameters = parameters();
        return String.join(
                "\n",
                draws(),
                "begin;",
                // The service generates ids itself; here the first statement generates them, which saves a round
                // trip.
                bound(PLACING, "LOOK", parameters)
                                .replaceFirst("select ", "select uuidv7() as order_id_new, uuidv7() as event_id_new, ")
                        + " \\aset",
                // The service sends these two in one round trip too.
                "\\startpipeline",
                bound("stock.PostgresStock", "LOCK", parameters) + ";",
                bound(PLACING, "RESERVE", parameters) + ";",
                "\\endpipeline",
                bound(PLACING, "ADD", parameters) + ";",
                "end;",
                "");
    }

    private String draws() {
        var each = BenchProducts.SKUS / lines;
        return "\\set c random(1, " + BenchProducts.CUSTOMERS + ")\n\\set k random(1, 9000000000000000000)\n"
                + IntStream.range(0, lines)
                        .mapToObj(n -> "\\set s" + n + " random(" + (n * each + 1) + ", " + (n + 1) * each + ")")
                        .collect(Collectors.joining("\n"));
    }

    private String bound(String owner, String name, Map<String, String> parameters) {
        return PARAMETER
                .matcher(sql.constant(owner, name).strip())
                .replaceAll(found -> Matcher.quoteReplacement(expression(parameters, found.group(1))));
    }

    private static String expression(Map<String, String> parameters, String name) {
        var expression = parameters.get(name);
        if (expression == null) {
            throw new IllegalStateException("The benchmark has no value for the parameter " + name
                    + ": the benchmark and the service are of different versions");
        }
        return expression;
    }

    private Map<String, String> parameters() {
        var parameters = new HashMap<>(Map.of(
                "customer", "('" + BenchProducts.CUSTOMER + "'||:c)",
                "route", "'POST /v1/orders'",
                "key", "('k'||:k)",
                "cutoff", "(now() - interval '24 hours')",
                "fingerprint", "decode(repeat('5a', 32), 'hex')",
                "now", "now()",
                "reservedUntil", "(now() + interval '15 minutes')",
                "id", ":order_id_new::uuid",
                "eventId", ":event_id_new::uuid",
                "version", "1"));
        parameters.putAll(Map.of(
                "currency", "'EUR'",
                "total", "299.97::numeric",
                "city", "'London'",
                "country", "'GB'",
                "personal", "decode('" + sample.personal() + "', 'hex')",
                "personalKey", ":key_id::uuid",
                // Without a colon, because pgbench would look for a variable: see the payload.
                "by", "('customer " + BenchProducts.CUSTOMER + "'||:c)",
                "type", "'polystore.orders.OrderPlaced'",
                // A blank behind each colon: pgbench replaces variables (`:name`) inside quotes too.
                "payload", "'" + sample.payload().replace("'", "''").replace(":", ": ") + "'",
                "traceparent", "null"));
        parameters.putAll(Map.of(
                "skus", array("'" + BenchProducts.SKU + "'||:s%d", "text"),
                "products", array("'bench'", "text"),
                "names", array("'Benchmark product '||:s%d", "text"),
                "categories", array("'bench'", "text"),
                "quantities", array("1", "int"),
                "prices", array("99.99", "numeric")));
        return parameters;
    }

    /// One element for each line.
    private String array(String element, String type) {
        return IntStream.range(0, lines)
                .mapToObj(element::formatted)
                .collect(Collectors.joining(", ", "array[", "]::" + type + "[]"));
    }
}
