package polystore.platform.testing.counterexamples.domain;

import java.sql.Connection;

/// A rule of the business that knows a database.
record ReadsDatabase(Connection connection) {}
