package polystore.orders.invariants;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import polystore.platform.persistence.PostgresReplica;

/// Checks all invariants in one snapshot of a live system, through the read-only pool.
@ApplicationScoped
class PostgresInvariants {

    /// An audit of millions of orders takes seconds; one that takes minutes is stopped.
    private static final int TIMEOUT_MS = 120_000;

    private static final String TIMEOUT = "set local statement_timeout = " + TIMEOUT_MS;

    private static final String ALONE =
            "select pg_try_advisory_xact_lock(hashtextextended('polystore.orders.invariants', 0))";

    private final PostgresReplica replica;

    PostgresInvariants(PostgresReplica replica) {
        this.replica = replica;
    }

    /// @param name of the invariant
    /// @param violations at most twenty; empty when the invariant holds
    record Finding(String name, List<Violation> violations) {}

    /// @param subject the SKU or order
    record Violation(String subject, String detail) {}

    /// @return one finding an invariant; empty when another check is running
    List<Finding> check() {
        try {
            return replica.snapshot(PostgresInvariants::withTimeout);
        } catch (SQLException e) {
            throw new ConnectionException(e);
        }
    }

    /// The pool gives up on a silent server after two seconds; an audit may take longer.
    private static List<Finding> withTimeout(Handle handle) throws SQLException {
        var connection = handle.getConnection();
        var usual = connection.getNetworkTimeout();
        connection.setNetworkTimeout(Runnable::run, TIMEOUT_MS);
        try {
            handle.execute(TIMEOUT);
            return handle.createQuery(ALONE).mapTo(Boolean.class).one() ? findings(handle) : List.of();
        } finally {
            connection.setNetworkTimeout(Runnable::run, usual);
        }
    }

    private static List<Finding> findings(Handle handle) {
        return Arrays.stream(Invariant.values())
                .map(invariant -> new Finding(name(invariant), violations(handle, invariant)))
                .toList();
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
