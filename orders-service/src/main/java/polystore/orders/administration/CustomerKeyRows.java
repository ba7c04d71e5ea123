package polystore.orders.administration;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

@ApplicationScoped
class CustomerKeyRows implements PanacheRepositoryBase<CustomerKeyRow, String> {

    /// The rows after this customer and one more than `limit` of them, if there are.
    List<CustomerKeyRow> after(String customerId, int limit) {
        return find("customerId > ?1 order by customerId", customerId)
                .range(0, limit)
                .list();
    }
}
