package polystore.platform.testing.counterexamples.domain;

import java.sql.Connection;

/// A business rule that depends on a database.
record ReadsDatabase(Connection connection) {}
