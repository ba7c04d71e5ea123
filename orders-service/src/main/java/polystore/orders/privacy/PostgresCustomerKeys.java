package polystore.orders.privacy;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/// Customers' wrapped keys in PostgreSQL.
@ApplicationScoped
public class PostgresCustomerKeys {

    private static final String FIND =
            "select key_id, customer_id, master_key, wrapped from customer_key where customer_id = :customer";

    private static final String FIND_ALL =
            "select key_id, customer_id, master_key, wrapped from customer_key where customer_id = any(:customers)";

    private static final String ADD = """
        insert into customer_key (customer_id, key_id, master_key, wrapped, created_at)
        values (:customer, :keyId, :master, :wrapped, :now)
        on conflict (customer_id) do nothing
        """;

    /// Reads both ends of the index on `master_key`, because a condition with "not equal" would read the whole
    /// table each time.
    private static final String WRAPPED_BY_OTHERS = """
        select key_id, customer_id, master_key, wrapped from customer_key
        where customer_id = any(array(
            (select customer_id from customer_key where master_key < :master order by master_key limit :batch)
            union all
            (select customer_id from customer_key where master_key > :master order by master_key limit :batch)))
        limit :batch for update skip locked
        """;

    private static final String REWRAP =
            "update customer_key set master_key = :master, wrapped = :wrapped where customer_id = :customer and key_id"
                    + " = :keyId";

    private static final String DELETE = "delete from customer_key where customer_id = :customer";

    private final Jdbi jdbi;

    public PostgresCustomerKeys(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    public Optional<CustomerKey> find(String customerId) {
        return jdbi.withHandle(handle -> handle.createQuery(FIND)
                .bind("customer", customerId)
                .map((row, _) -> key(row))
                .findOne());
    }

    /// The keys of several customers, by key id; erased ones are missing.
    public Map<UUID, CustomerKey> findAll(Collection<String> customerIds) {
        return jdbi.withHandle(handle -> handle.createQuery(FIND_ALL)
                .bindArray("customers", String.class, customerIds)
                .map((row, _) -> key(row))
                .collectToMap(CustomerKey::keyId, key -> key));
    }

    /// Stores the key unless the customer has one by now, and returns the stored one.
    public CustomerKey addOrFind(CustomerKey key, Instant now) {
        jdbi.useHandle(handle -> handle.createUpdate(ADD)
                .bind("customer", key.customerId())
                .bind("keyId", key.keyId())
                .bind("master", key.masterKey())
                .bind("wrapped", key.wrapped())
                .bind("now", now)
                .execute());
        return find(key.customerId()).orElseThrow();
    }

    /// A batch of keys wrapped by other master keys than this one, locked until the transaction ends.
    List<CustomerKey> wrappedByOthersThan(String master, int batch) {
        return jdbi.withHandle(handle -> handle.createQuery(WRAPPED_BY_OTHERS)
                .bind("master", master)
                .bind("batch", batch)
                .map((row, _) -> key(row))
                .list());
    }

    void replace(List<CustomerKey> keys) {
        jdbi.useHandle(handle -> {
            var batch = handle.prepareBatch(REWRAP);
            keys.forEach(key -> batch.bind("master", key.masterKey())
                    .bind("wrapped", key.wrapped())
                    .bind("customer", key.customerId())
                    .bind("keyId", key.keyId())
                    .add());
            batch.execute();
        });
    }

    /// @return false when there was no key
    boolean delete(String customerId) {
        return jdbi.withHandle(handle ->
                        handle.createUpdate(DELETE).bind("customer", customerId).execute())
                > 0;
    }

    /// One row of the table.
    public static CustomerKey key(ResultSet row) throws SQLException {
        return new CustomerKey(
                row.getObject("key_id", UUID.class),
                row.getString("customer_id"),
                row.getString("master_key"),
                row.getBytes("wrapped"));
    }
}
