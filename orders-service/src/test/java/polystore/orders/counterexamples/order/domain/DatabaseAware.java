package polystore.orders.counterexamples.order.domain;

import java.sql.Connection;
import org.jspecify.annotations.Nullable;

/// A rule that reads its own rows.
public class DatabaseAware {
    @Nullable
    Connection connection;
}
