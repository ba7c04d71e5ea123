package polystore.orders.administration;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

@ApplicationScoped
class CustomerKeyRows implements PanacheRepositoryBase<CustomerKeyRow, String> {

    /// The rows after this customer, `count` at most.
    List<CustomerKeyRow> after(String customerId, int count) {
        return find("customerId > ?1 order by customerId", customerId)
                .range(0, count - 1)
                .list();
    }
}
