package polystore.orders.administration;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

@ApplicationScoped
class ParkedEventRows implements PanacheRepositoryBase<ParkedEventRow, Long> {

    /// @param id of the last row before the page, empty for the first page
    /// @param count of rows at most
    List<ParkedEventRow> after(String id, int count) {
        var after = id.isEmpty() ? Long.MIN_VALUE : Long.parseLong(id);
        return find("id > ?1 order by id", after).range(0, count - 1).list();
    }
}
