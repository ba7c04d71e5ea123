package polystore.orders.invariants;

/// An invariant as a statement that finds its violations: each row names the SKU or order (`subject`) and the
/// fault (`detail`).
///
/// Reads whole tables on purpose, because an audit that uses an index would not find rows missing from it.
enum Invariant {
    STOCK_IS_THE_SUM_OF_ITS_LEDGER("""
        select s.sku as subject, format('on hand %s, ledger %s', s.on_hand, coalesce(m.total, 0)) as detail
        from stock s
        left join (select sku, sum(quantity) as total from stock_movement group by sku) m on m.sku = s.sku
        where s.on_hand <> coalesce(m.total, 0)
        """),

    RESERVED_IS_THE_SUM_OF_OPEN_ORDERS("""
        select s.sku as subject, format('reserved %s, open orders hold %s', s.reserved, coalesce(l.total, 0)) as detail
        from stock s
        left join (select l.sku, sum(l.quantity) as total
                   from orders o join order_line l on l.order_id = o.id
                   where o.status in ('PLACED', 'PAID') group by l.sku) l on l.sku = s.sku
        where s.reserved <> coalesce(l.total, 0)
        """),

    STOCK_IS_NOT_NEGATIVE("""
        select sku as subject, format('on hand %s, reserved %s', on_hand, reserved) as detail
        from stock where reserved < 0 or on_hand < reserved
        """),

    /// Checks only the days of existing outbox partitions, because older ones are dropped after delivery. The hour
    /// allows for different clocks of service and database.
    EVERY_STEP_HAS_ITS_EVENT("""
        select h.order_id::text as subject, format('version %s (%s) has no event', h.version, h.status) as detail
        from order_history h
        where h.at > (select min(to_date(right(inhrelid::regclass::text, 8), 'YYYYMMDD'))::timestamp at time zone 'UTC'
                             + interval '1 hour'
                      from pg_inherits where inhparent = 'outbox'::regclass)
          and not exists (select from outbox b where b.aggregate = h.order_id and b.version = h.version)
        """),

    EVERY_VERSION_HAS_ONE_EVENT("""
        select aggregate::text as subject, format('version %s has %s events', version, count(*)) as detail
        from outbox where version > 0 group by aggregate, version having count(*) > 1
        """),

    HISTORY_HAS_NO_GAP("""
        select o.id::text as subject, format('version %s, %s steps, last is %s', o.version, h.steps, h.last) as detail
        from orders o
        join (select order_id, count(*) as steps, max(version) as newest, min(version) as oldest,
                     (array_agg(status order by version desc))[1] as last
              from order_history group by order_id) h on h.order_id = o.id
        where h.steps <> o.version or h.newest <> o.version or h.oldest <> 1 or h.last <> o.status
        """),

    LINES_AGREE_WITH_THEIR_ORDER("""
        select o.id::text as subject, 'lines and order differ in status, customer or total' as detail
        from orders o
        join (select order_id, sum(quantity * unit_price) as total, min(status) as low, max(status) as high,
                     min(customer_id) as first, max(customer_id) as last
              from order_line group by order_id) l on l.order_id = o.id
        where l.total <> o.total or l.low <> o.status or l.high <> o.status
           or l.first <> o.customer_id or l.last <> o.customer_id
        """),

    /// Paid exactly once and in full, or not at all.
    PAYMENTS_ARE_THE_TOTALS_OF_PAID_ORDERS("""
        select o.id::text as subject, format('%s, total %s, paid %s', o.status, o.total, coalesce(p.amount, 0)) as detail
        from orders o left join payment p on p.order_id = o.id
        where (p.amount is not null and (p.amount <> o.total or p.currency <> o.currency))
           or (p.amount is null and o.status in ('PAID', 'SHIPPED', 'DELIVERED', 'RETURNED') )
           or (p.amount is not null and o.status in ('PLACED', 'EXPIRED'))
        """),

    /// Refunds are due exactly for orders cancelled after payment and for returned units.
    REFUNDS_ARE_THE_SUM_OF_CANCELLATIONS_AND_RETURNS("""
        select o.id::text as subject,
               format('refunds due %s, cancelled and returned %s', coalesce(r.total, 0), coalesce(b.total, 0)) as detail
        from orders o
        left join (select order_id, sum(amount) as total from refund_due group by order_id) r on r.order_id = o.id
        left join (select l.order_id, sum(l.returned * l.unit_price) as total from order_line l
                   where l.returned > 0 group by l.order_id
                   union all
                   select c.id, c.total from orders c join payment p on p.order_id = c.id
                   where c.status = 'CANCELLED') b on b.order_id = o.id
        where coalesce(r.total, 0) <> coalesce(b.total, 0)
        """),

    NOTHING_IS_PARKED("""
        select aggregate::text as subject, format('version %s: %s', version, cause) as detail from outbox_parked
        """);

    /// Limits the violations reported per invariant.
    static final int VIOLATIONS_MAX = 20;

    private final String sql;

    Invariant(String sql) {
        this.sql = sql;
    }

    String sql() {
        return sql + " limit " + VIOLATIONS_MAX;
    }
}
