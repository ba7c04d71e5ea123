package polystore.transformers.counterexamples.shape;

import java.sql.Connection;

public record Connected(Connection connection) {}
