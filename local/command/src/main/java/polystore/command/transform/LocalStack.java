package polystore.command.transform;

import java.nio.file.Files;
import java.nio.file.Path;
import org.postgresql.ds.PGSimpleDataSource;
import polystore.command.home.Home;
import polystore.command.home.Ports;
import polystore.command.infrastructure.Postgres;
import polystore.command.mongo.Mongo;
import polystore.command.mongo.MongoSearch;

/// The databases of the local stack, which the mappings of this system name by their service.
final class LocalStack {

    private LocalStack() {}

    /// Whether an address in a mapping is the name of a service.
    static boolean isNamedBy(String address) {
        return address.matches("[a-z]+");
    }

    static PGSimpleDataSource postgres(String service) {
        var database = Postgres.of(home(), ports(), System.getenv()).database(service);
        var source = new PGSimpleDataSource();
        source.setUrl(database.jdbcUrl());
        source.setUser(database.application().user());
        source.setPassword(database.application().password());
        source.setApplicationName("polystore transform");
        return source;
    }

    /// The address with the user and password of the service.
    static String mongo(String service) {
        var kept = home().programs().resolve("mongodb").resolve("mongod");
        MongoSearch.Download download = () -> Files.isExecutable(kept)
                ? new MongoSearch.Download.Outcome.Got(kept)
                : new MongoSearch.Download.Outcome.Failed("no MongoDB was downloaded");
        var choice = new MongoSearch(System.getenv(), download).choose();
        return Mongo.of(choice, home(), ports()).addresses().application(service);
    }

    private static Home home() {
        var checkout = System.getProperty("polystore.checkout", System.getProperty("user.dir"));
        return Home.of(System.getenv(), Path.of(checkout));
    }

    private static Ports ports() {
        return Ports.of(System.getenv());
    }
}
