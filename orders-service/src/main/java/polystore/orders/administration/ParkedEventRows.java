package polystore.orders.administration;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

@ApplicationScoped
class ParkedEventRows implements PanacheRepositoryBase<ParkedEventRow, Long> {

    /// The rows after this one and one more than `limit` of them, if there are.
    List<ParkedEventRow> after(long id, int limit) {
        return find("id > ?1 order by id", id).range(0, limit).list();
    }
}
