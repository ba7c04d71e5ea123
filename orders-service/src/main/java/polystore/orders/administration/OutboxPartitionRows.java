package polystore.orders.administration;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

@ApplicationScoped
class OutboxPartitionRows implements PanacheRepositoryBase<OutboxPartitionRow, String> {

    /// The partitions after this one, `count` at most.
    List<OutboxPartitionRow> after(String name, int count) {
        return find("name > ?1 order by name", name).range(0, count - 1).list();
    }
}
