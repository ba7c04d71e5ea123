package polystore.analytics.counterexamples.sales;

import jakarta.ws.rs.core.Response;
import java.sql.SQLException;

/// Breaks "use cases know no web" and "speaks SQL only in postgres packages".
public record WebAware(Response response, SQLException failure) {}
