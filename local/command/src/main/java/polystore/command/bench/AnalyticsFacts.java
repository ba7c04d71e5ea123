package polystore.command.bench;

/// Facts of paid orders over two years, made in the database, and their measures.
final class AnalyticsFacts {

    /// The month that is read.
    static final String FROM = "2003-06-01T00:00:00Z";

    static final String TO = "2003-07-01T00:00:00Z";

    /// All two years.
    static final String FIRST = "2002-07-01T00:00:00Z";

    static final String LAST = "2004-07-01T00:00:00Z";

    static final String CUSTOMER = "bench-7";
    static final String CURRENCY = "XTS";

    /// `ORDERS` stands for their number. 300 products, so that a month by day has at most 9,300 rows.
    static final String FILL = """
            truncate order_fact, order_line_fact, measure, product_fact, customer_fact, customer_sketch, step_duration;
            insert into order_fact (order_id, version, status, customer_id, country, currency, total, units, placed_at,
                                    paid_at)
            select uuidv7(), n % 300 + 2, 'PAID', 'bench-' || n % 100000, 'AT', 'XTS', 10, 1, at, at
              from generate_series(1, ORDERS) as s (n),
                   lateral (select timestamptz '2002-07-01 00:00Z' + n * (interval '730 days' / ORDERS) as at) t;
            insert into order_line_fact (order_id, line_no, sku, product_id, category, quantity, line_total)
            select order_id, 1, 'BENCH-' || version, 'bench-' || version, 'bench', 1, 10 from order_fact;
            insert into product_fact (product_id, sku, name, at)
            select 'bench-' || n, 'BENCH-' || n, 'Benchmark product ' || n, now() from generate_series(2, 301) as s (n);
            insert into measure
            select 'product', date_bin('15 minutes', paid_at, timestamptz 'epoch'), 'bench-' || version, currency,
                   count(*), count(*), count(*), sum(total), 0, 0
              from order_fact group by 1, 2, 3, 4;
            insert into measure
            select dimension, bucket, d.value, currency, sum(placed), sum(orders), sum(units), sum(revenue), 0, 0
              from (select bucket, currency, sum(placed) as placed, sum(orders) as orders, sum(units) as units,
                           sum(revenue) as revenue from measure group by 1, 2) m,
                   (values ('all', ''), ('country', 'AT'), ('status', 'PAID'), ('category', 'bench')) d (dimension, value)
             group by 1, 2, 3, 4;
            insert into customer_fact select customer_id, min(paid_at) from order_fact group by 1;
            insert into step_duration select 'placed-paid', bucket, 0, placed from measure where dimension = 'all'
            """;

    private AnalyticsFacts() {}
}
