package polystore.orders.invariants;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import polystore.orders.database.Replica;

/// Checks all invariants in one snapshot of a live system, through the read-only pool.
@ApplicationScoped
public class PostgresInvariants {

    /// An audit of millions of orders takes seconds; one that takes minutes is stopped.
    private static final String PATIENCE = "set local statement_timeout = '120s'";

    private static final String ALONE =
            "select pg_try_advisory_xact_lock(hashtextextended('polystore.orders.invariants', 0))";

    private final Jdbi replica;

    public PostgresInvariants(@Replica Jdbi replica) {
        this.replica = replica;
    }

    /// @param name what should be true
    /// @param violations what is off, at most twenty; empty when it is true
    public record Finding(String name, List<Violation> violations) {}

    /// @param subject the SKU or order
    public record Violation(String subject, String detail) {}

    /// @return one finding an invariant; empty when another check is running
    public List<Finding> check() {
        return replica.inTransaction(TransactionIsolationLevel.REPEATABLE_READ, handle -> {
            handle.execute(PATIENCE);
            if (!handle.createQuery(ALONE).mapTo(Boolean.class).one()) {
                return List.of();
            }
            return Arrays.stream(Invariant.values())
                    .map(invariant -> new Finding(name(invariant), violations(handle, invariant)))
                    .toList();
        });
    }

    private static List<Violation> violations(Handle handle, Invariant invariant) {
        return handle.createQuery(invariant.sql())
                .map((row, _) -> new Violation(row.getString("subject"), row.getString("detail")))
                .list();
    }

    /// `StockIsTheSumOfItsLedger`
    private static String name(Invariant invariant) {
        var name = new StringBuilder();
        for (var word : invariant.name().split("_", -1)) {
            name.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
        }
        return name.toString();
    }
}
