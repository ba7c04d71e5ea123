package polystore.orders.plans;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The values of the parameters with which the service's statements are explained: an expression and its type, typical
/// for production, by the parameter's name. Statements that use a name in another way have values of their own.
final class Parameters {

    /// Ignores names within quotes.
    private static final Pattern NAMED = Pattern.compile("(?<quoted>'[^']*')|(?<!:):(?<name>[A-Za-z]+)");

    private static final String SOME_ORDERS = orders("DELIVERED", 20);
    private static final String OPEN_ORDERS = orders("PLACED", 50);

    private static final String HALF_OF_THE_LEDGER = """
            (select id from stock_movement where sku = 'SKU-3' order by id desc
             offset (select count(*) / 2 from stock_movement where sku = 'SKU-3') limit 1)""";

    private static final Map<String, String> COMMON = new HashMap<>();
    private static final Map<String, String> SPECIAL = new HashMap<>();

    private Parameters() {}

    static {
        texts("customer", "customer-3", "route", "POST /v1/orders", "key", "key-new", "by", "customer:customer-3");
        texts("carrier", "DHL", "tracking", "42", "cause", "too large", "reason", "test", "reference", "payment-7");
        texts("currency", "EUR", "city", "London", "country", "GB", "type", "polystore.orders.OrderPaid");
        texts("product", "product-7", "category", "things", "sku", "SKU-3", "status", "PAID", "master", "k1");
        texts("payload", "{}", "traceparent", "00-1", "problem", "{}");
        put(
                "now",
                "now()",
                "timestamptz",
                "at",
                "now()",
                "timestamptz",
                "cutoff",
                "now() - interval '24 hours'",
                "timestamptz");
        put("reservedUntil", "now() + interval '15 minutes'", "timestamptz");
        put("fingerprint", "decode('00', 'hex')", "bytea", "personal", "decode('00', 'hex')", "bytea");
        put("wrapped", "decode('00', 'hex')", "bytea", "personalKey", "gen_random_uuid()", "uuid");
        put(
                "keyId",
                "md5('keycustomer-3')::uuid",
                "uuid",
                "eventId",
                "uuidv7()",
                "uuid",
                "aggregate",
                "uuidv7()",
                "uuid");
        put(
                "id",
                "'ffffffff-0000-7000-8000-000000000001'",
                "uuid",
                "order",
                orders("PLACED", 1) + "[1]",
                "uuid",
                "orderId",
                "null",
                "uuid");
        put("ids", SOME_ORDERS, "uuid[]", "aggregates", SOME_ORDERS, "uuid[]");
        put("limit", "21", "int", "batch", "50", "int", "version", "2", "int", "quantity", "3", "bigint");
        put(
                "total",
                "9.99",
                "numeric",
                "amount",
                "9.99",
                "numeric",
                "resume",
                "false",
                "bool",
                "orderable",
                "true",
                "bool");
        put("bytes", "8388608", "int", "ahead", "7", "int", "kept", "7", "int");
        put("skus", "array['SKU-3', 'SKU-5', 'SKU-1500']", "varchar[]", "quantities", "array[1, 2, 1]", "int[]");
        put("products", "array['p', 'p', 'p']", "varchar[]", "names", "array['n', 'n', 'n']", "varchar[]");
        put("categories", "array['c', null, 'c']", "varchar[]", "prices", "array[1, 2, 3]", "numeric[]");
        put("currencies", "array['EUR', 'EUR', 'EUR']", "varchar[]", "amounts", "array[1, 2, 3]", "numeric[]");
        put("defaults", "array[true, true, true]", "bool[]", "bands", "array['IN_STOCK', 'LOW', 'OUT']", "varchar[]");
        put("references", "array['new-1', 'new-2', null]", "varchar[]", "reasons", "array['r', 'r', 'r']", "varchar[]");
        put("orders", "array[null, null, null]", "uuid[]");
        put("lineNos", "array[1, 2, 3, 4]", "int[]", "returned", "array[0, 0, 0, 1]", "int[]");
        put("customers", "array['customer-3', 'customer-5']", "varchar[]");
        put("statuses", "array['PLACED', 'PAID']", "varchar[]");
        put(
                "lowest",
                "'00000000-0000-0000-0000-000000000000'",
                "uuid",
                "highest",
                "'ffffffff-ffff-ffff-ffff-ffffffffffff'",
                "uuid");
        put("from", "(select window_from::text::bigint from relay_position)", "bigint");
        put("to", "(select window_to::text::bigint + 40 from relay_position)", "bigint");
        put(
                "after",
                "(select after_id from relay_position)",
                "bigint",
                "last",
                "(select max(id) from outbox)",
                "bigint");

        put("upTo", "(select max(id) from outbox)", "bigint");
        special("PostgresOutboxLog.BEYOND", "aggregates", orders("DELIVERED", 5), "uuid[]");
        special("PostgresTransitions.MOVE", "id", orders("PLACED", 1) + "[1]", "uuid");
        special("PostgresTransitions.PAY", "id", orders("PLACED", 1) + "[1]", "uuid");
        special("PostgresTransitions.PAY", "reference", "'payment-new'", "varchar");
        special("PostgresTransitions.REFUND", "id", orders("PAID", 1) + "[1]", "uuid");
        special("PostgresExpiry.EXPIRE", "ids", OPEN_ORDERS, "uuid[]");
        special("PostgresExpiry.EXPIRE", "eventIds", "array(select uuidv7() from generate_series(1, 50))", "uuid[]");
        special("PostgresExpiry.EXPIRE", "payloads", "array_fill('{}'::text, array[50])", "varchar[]");
        special("PostgresOutboxParking.PARK", "id", "1000", "bigint");
        special("PostgresOutboxParking.PARKED", "after", "10", "bigint");
        special("PostgresOutboxParking.RELEASE", "ids", "array[1, 2, 3]", "bigint[]");
        special("PostgresStock.BOOK", "ids", "array[uuidv7(), uuidv7(), uuidv7()]", "uuid[]");
        special("PostgresStock.BOOK", "quantities", "array[1, 2, 1]", "bigint[]");
        special("PostgresStock.ENTER", "skus", "array['SKU-3', 'SKU-new']", "varchar[]");
        special("PostgresStock.RECORDED", "references", "array['delivery-3', 'delivery-4', 'new-1']", "varchar[]");
        special("PostgresStock.LEDGER", "before", HALF_OF_THE_LEDGER, "uuid");
        special("PostgresIdempotency.KEEP", "orderId", "null", "uuid");
        special("PostgresOutboxLog.PAGE", "limit", "500", "int");
        special("PostgresPriceBook.RAISE", "version", "2", "bigint");
    }

    /// The statement with `$1`, `$2` and the values for them.
    ///
    /// @param types as the driver sends them
    record Bound(String sql, String types, String values) {}

    /// @param own values for this use; the others are the common ones
    static Bound bind(String statement, String sql, Map<String, String> own) {
        var names = NAMED.matcher(sql)
                .results()
                .map(found -> found.group("name"))
                .filter(Objects::nonNull)
                .toList();
        UnaryOperator<String> value = name -> {
            var expression = own.getOrDefault(name, find(statement, name));
            if (expression == null) {
                throw new AssertionError("Add a value for " + name + " to Parameters, for the plan of " + statement);
            }
            return expression;
        };
        var count = new int[1];
        return new Bound(
                NAMED.matcher(sql)
                        .replaceAll(found -> Matcher.quoteReplacement(
                                found.group("name") == null ? found.group() : "$" + ++count[0])),
                names.stream().map(value).map(Parameters::type).collect(Collectors.joining(", ")),
                names.stream().map(value).collect(Collectors.joining(", ")));
    }

    /// An expression with its type, as the values of `own` have them.
    static String typed(String expression, String type) {
        return "(" + expression + ")::" + type;
    }

    private static @Nullable String find(String statement, String name) {
        return SPECIAL.getOrDefault(statement + ":" + name, COMMON.get(name));
    }

    private static String type(String typed) {
        return typed.substring(typed.lastIndexOf("::") + 2);
    }

    private static void texts(String... namesAndValues) {
        for (int i = 0; i < namesAndValues.length; i += 2) {
            put(namesAndValues[i], "'" + namesAndValues[i + 1] + "'", "varchar");
        }
    }

    private static void put(String... triples) {
        IntStream.iterate(0, i -> i < triples.length, i -> i + 3)
                .forEach(i -> COMMON.put(triples[i], typed(triples[i + 1], triples[i + 2])));
    }

    private static void special(String statement, String name, String expression, String type) {
        SPECIAL.put(statement + ":" + name, typed(expression, type));
    }

    private static String orders(String status, int count) {
        return "(array(select id from orders where status = '" + status + "' order by id desc limit " + count + "))";
    }
}
