package polystore.command.mongo;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoException;
import com.mongodb.client.MongoClients;
import com.mongodb.client.model.Filters;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import polystore.command.home.Home;
import polystore.command.home.Ports;
import polystore.command.home.Secrets;
import polystore.command.infrastructure.Jvm;
import polystore.command.stack.Component;
import polystore.stores.MongoStandInProcess;

/// The document store that the stack uses, whatever it is.
///
/// @param kind what it is, named as it is: for `up`, `status` and people
/// @param addresses per service
/// @param own empty when the server is somebody else's
public record Mongo(String kind, String address, Addresses addresses, Optional<Component> own) {
    public static final String NAME = "mongodb";
    private static final int HEAP_MEGABYTES = 192;
    private static final long ANSWER_SECONDS_MAX = 5;

    /// Connection strings for a service; its database has the service's name.
    public interface Addresses {
        /// For the application: reads and writes.
        String application(String service);

        /// For migrations: makes collections and indexes.
        String owner(String service);
    }

    /// What a choice means in this home.
    public static Mongo of(MongoChoice choice, Home home, Ports ports) {
        var here = "127.0.0.1:" + ports.mongo();
        return switch (choice) {
            case MongoChoice.Given(var uri) ->
                new Mongo("given by MONGODB_URI", hosts(uri), same(uri), Optional.empty());
            case MongoChoice.Found(var mongod, var version) ->
                real("MongoDB " + version + ", found at " + mongod, mongod(mongod, version, home, ports), home);
            case MongoChoice.Downloaded(var mongod, var version) ->
                real("MongoDB " + version + ", downloaded", mongod(mongod, version, home, ports), home);
            case MongoChoice.StandIn(var reason) ->
                new Mongo(
                        "stand-in, not MongoDB (" + reason + ")",
                        here,
                        same("mongodb://" + here),
                        Optional.of(standIn(home, ports, here)));
        };
    }

    /// Tells the database of a service from every other, also from one made anew at the same address: by the marker
    /// that its first migration leaves. Without one nothing has been migrated.
    public String identity(String service) {
        var settings = MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(addresses.owner(service)))
                .applyToClusterSettings(cluster -> cluster.serverSelectionTimeout(ANSWER_SECONDS_MAX, TimeUnit.SECONDS))
                .build();
        try (var client = MongoClients.create(settings)) {
            var marker = client.getDatabase(service)
                    .getCollection("migrations")
                    .find(Filters.eq("_id", "database"))
                    .first();
            return marker == null ? "not migrated" : marker.getString("identity");
        } catch (MongoException e) {
            throw new IllegalStateException("Cannot ask MongoDB at " + address + ": " + e.getMessage(), e);
        }
    }

    /// Fails when the given server refuses the user that `MONGODB_URI` names.
    public Mongo signedIn() {
        if (own.isEmpty()) {
            MongoSignIn.refusal(addresses.application("catalog")).ifPresent(reason -> {
                throw new IllegalArgumentException(reason);
            });
        }
        return this;
    }

    /// Data files of one version are not read by another: each has its folder.
    private static Mongod mongod(Path program, String version, Home home, Ports ports) {
        return new Mongod(program, home.data("mongodb-" + version), ports.mongo());
    }

    private static Mongo real(String kind, Mongod mongod, Home home) {
        var users = new MongoUsers(new Secrets(home.secrets()), mongod.address(), mongod.usersMark());
        var component = new Component(
                NAME, mongod.address(), mongod.port(), home.traces(NAME), () -> mongod.start(home.traces(NAME), users));
        return new Mongo(kind, mongod.address(), users, Optional.of(component));
    }

    private static Component standIn(Home home, Ports ports, String here) {
        return new Component(
                NAME,
                here,
                ports.mongo(),
                home.traces(NAME),
                () -> MongoStandInProcess.start(
                        Jvm.withOurClasses(HEAP_MEGABYTES, NAME),
                        home.data("mongodb-stand-in"),
                        ports.mongo(),
                        home.traces(NAME)));
    }

    private static Addresses same(String uri) {
        return new Addresses() {
            @Override
            public String application(String service) {
                return uri;
            }

            @Override
            public String owner(String service) {
                return uri;
            }
        };
    }

    private static String hosts(String uri) {
        return String.join(",", new ConnectionString(uri).getHosts());
    }
}
