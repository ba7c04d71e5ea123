package polystore.orders.administration;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

@ApplicationScoped
class OutboxPartitionRows implements PanacheRepositoryBase<OutboxPartitionRow, String> {

    /// The partitions after this one and one more than `limit` of them, if there are.
    List<OutboxPartitionRow> after(String name, int limit) {
        return find("name > ?1 order by name", name).range(0, limit).list();
    }
}
