package polystore.orders.relay;

import jakarta.enterprise.context.ApplicationScoped;
import org.jdbi.v3.core.Jdbi;

/// Reads how many events wait in the outbox.
@ApplicationScoped
class PostgresBacklog {

    /// Counts at most 10,000 rows, so that counting a long backlog does not slow the relay down.
    static final String READ = """
        select count(*) as waiting, coalesce(extract(epoch from now() - min(at)), 0) as age,
               (select count(*) from (select from outbox_parked limit 10000) aside) as parked
        from (select o.at from relay_position p, outbox o
              where p.relay = 'orders' and o.xid >= p.window_from and (o.xid >= p.window_to or o.id > p.after_id)
              order by o.xid limit 10000) behind
        """;

    private final Jdbi jdbi;

    PostgresBacklog(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// @param waiting rows not delivered yet
    /// @param ageSeconds age of the oldest of them, 0 for none
    /// @param parked rows that Kafka refused
    record Backlog(long waiting, double ageSeconds, long parked) {}

    Backlog read() {
        return jdbi.withHandle(handle -> handle.createQuery(READ)
                .map((row, _) -> new Backlog(row.getLong("waiting"), row.getDouble("age"), row.getLong("parked")))
                .one());
    }
}
