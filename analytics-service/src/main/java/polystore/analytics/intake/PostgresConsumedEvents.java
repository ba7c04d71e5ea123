package polystore.analytics.intake;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// The ids of applied events.
@ApplicationScoped
public class PostgresConsumedEvents {

    private static final String ADD = """
        insert into consumed_event (event_id) select distinct * from unnest(:ids) order by 1
        on conflict do nothing returning event_id
        """;

    /// An array, because with `in` a generic plan, which takes the limit for a tenth of the table, reads it whole.
    private static final String FORGET = """
        delete from consumed_event where event_id = any (array(
            select event_id from consumed_event where consumed_at < :before order by consumed_at limit :max))
        """;

    /// @return the ids that were new
    public List<UUID> add(Handle transaction, List<UUID> ids) {
        return ids.isEmpty()
                ? List.of()
                : transaction
                        .createQuery(ADD)
                        .bindArray("ids", UUID.class, ids)
                        .mapTo(UUID.class)
                        .list();
    }

    /// @return the number of deleted ids, at most `max`
    public int forget(Handle transaction, Instant before, int max) {
        return transaction
                .createUpdate(FORGET)
                .bind("before", before)
                .bind("max", max)
                .execute();
    }
}
