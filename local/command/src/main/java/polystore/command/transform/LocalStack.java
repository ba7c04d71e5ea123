package polystore.command.transform;

import java.sql.SQLException;
import java.util.Map;
import org.postgresql.ds.PGSimpleDataSource;
import polystore.command.home.Home;
import polystore.command.home.Ports;
import polystore.command.home.Variable;
import polystore.command.infrastructure.Postgres;
import polystore.command.mongodb.Mongo;
import polystore.command.stack.StatusFile;
import polystore.stores.Credentials;
import polystore.stores.ServiceDatabase;
import polystore.transformers.backfill.StateSchema;

/// The databases of the local stack, which the mappings of this system name by their service.
final class LocalStack {

    private LocalStack() {}

    /// Whether an address in a mapping is the name of a service.
    static boolean isNamedBy(String address) {
        return address.matches("[a-z]+");
    }

    static PGSimpleDataSource postgres(String service) {
        var database = database(service);
        return source(database, database.application());
    }

    /// The schema of the engine's state, which belongs to the database's owner.
    static void makeState(String service) throws SQLException {
        var database = database(service);
        try (var connection = source(database, database.owner()).getConnection();
                var grant = connection.createStatement()) {
            StateSchema.make(connection);
            grant.execute(StateSchema.grants(database.application().user()));
        }
    }

    private static ServiceDatabase database(String service) {
        return Postgres.of(Home.ofThisProcess(), ports(), System.getenv()).database(service);
    }

    private static PGSimpleDataSource source(ServiceDatabase database, Credentials account) {
        var source = new PGSimpleDataSource();
        source.setUrl(database.jdbcUrl());
        source.setUser(account.user());
        source.setPassword(account.password());
        source.setApplicationName("polystore transform");
        return source;
    }

    /// The address with the user and password of the service.
    static String mongo(String service) {
        return mongo(service, System.getenv(), Home.ofThisProcess());
    }

    /// The address of the server that runs, as the status of the stack names it.
    static String mongo(String service, Map<String, String> environment, Home home) {
        var running = StatusFile.ofRunning(home).stream()
                .flatMap(snapshot -> snapshot.components().stream())
                .filter(component -> component.name().equals(Mongo.NAME))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The mapping names the MongoDB of the local stack,"
                        + " which does not run: start it with ./polystore up"));
        return Mongo.addresses(running, Variable.MONGODB_URI.in(environment), home)
                .application(service);
    }

    private static Ports ports() {
        return Ports.of(System.getenv());
    }
}
