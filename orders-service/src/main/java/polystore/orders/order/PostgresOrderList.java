package polystore.orders.order;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import polystore.platform.persistence.PostgresReplica;

/// Lists orders, newest first, from the read-only pool. Each combination of filters has its own statement, which
/// reads a bounded index range.
@ApplicationScoped
public class PostgresOrderList {

    static final String BY_TIME = """
        select id from orders where id >= :lowest and id < :highest order by id desc limit :limit
        """;

    static final String BY_STATUS = """
        select page.id from unnest(:statuses) as s (status) cross join lateral (
            select id from orders where status = s.status and id >= :lowest and id < :highest
            order by id desc limit :limit) page
        order by page.id desc limit :limit
        """;

    static final String BY_CUSTOMER = """
        select page.id from unnest(:statuses) as s (status) cross join lateral (
            select id from orders
            where customer_id = :customer and status = s.status and id >= :lowest and id < :highest
            order by id desc limit :limit) page
        order by page.id desc limit :limit
        """;

    static final String BY_SKU = """
        select page.order_id from unnest(:statuses) as s (status) cross join lateral (
            select order_id from order_line
            where sku = :sku and status = s.status and order_id >= :lowest and order_id < :highest
            order by order_id desc limit :limit) page
        order by page.order_id desc limit :limit
        """;

    static final String BY_CUSTOMER_AND_SKU = """
        select page.order_id from unnest(:statuses) as s (status) cross join lateral (
            select order_id from order_line
            where customer_id = :customer and sku = :sku and status = s.status
              and order_id >= :lowest and order_id < :highest
            order by order_id desc limit :limit) page
        order by page.order_id desc limit :limit
        """;

    private final PostgresReplica replica;

    public PostgresOrderList(PostgresReplica replica) {
        this.replica = replica;
    }

    /// At most `limit` orders, newest first.
    public List<OrderRow> list(OrderFilter filter, int limit) {
        return replica.read(handle -> {
            var query = handle.createQuery(sql(filter))
                    .bind("lowest", filter.lowest())
                    .bind("highest", filter.highest())
                    .bind("customer", filter.customerId())
                    .bind("sku", filter.sku())
                    .bindArray("statuses", String.class, filter.statusNames())
                    .bind("limit", limit);
            var ids = query.mapTo(UUID.class).list();
            return PostgresOrders.read(handle, PostgresOrders.ORDERS, ids).stream()
                    .sorted(Comparator.comparingInt(
                            row -> ids.indexOf(row.order().facts().id())))
                    .toList();
        });
    }

    /// The statement for this combination of filters.
    public static String sql(OrderFilter filter) {
        if (filter.customerId() != null) {
            return filter.sku() != null ? BY_CUSTOMER_AND_SKU : BY_CUSTOMER;
        }
        if (filter.sku() != null) {
            return BY_SKU;
        }
        return filter.statuses().isEmpty() ? BY_TIME : BY_STATUS;
    }
}
