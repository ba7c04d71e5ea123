package polystore.command.mongodb;

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
import polystore.command.home.StackTls;
import polystore.command.infrastructure.Jvm;
import polystore.command.stack.Component;
import polystore.command.stack.ComponentStatus;
import polystore.stores.MongoStandInProcess;

/// The MongoDB, or its stand-in, that the stack uses.
///
/// @param kind description for `up` and `status`, such as version and origin
/// @param addresses connection strings per service
/// @param own the server that the stack starts; empty with `MONGODB_URI`
/// @param reloadCertificate makes the server use the certificate that its file has now; empty where only a restart does
public record Mongo(
        String kind,
        String address,
        Addresses addresses,
        Optional<Component> own,
        Optional<Runnable> reloadCertificate) {
    public static final String NAME = "mongodb";
    private static final String GIVEN = "given by MONGODB_URI";
    private static final String STAND_IN = "stand-in";
    private static final String REAL = "MongoDB ";
    private static final int HEAP_MEGABYTES = 192;
    private static final long ANSWER_SECONDS_MAX = 5;

    /// Connection strings for a service; its database has the service's name.
    public interface Addresses {
        /// For the application: reads and writes.
        String application(String service);

        /// For migrations: creates collections and indexes.
        String owner(String service);
    }

    /// The server for a choice.
    public static Mongo of(MongoChoice choice, Home home, Ports ports) {
        var here = "127.0.0.1:" + ports.mongo();
        return switch (choice) {
            case MongoChoice.Given(var uri) ->
                new Mongo(GIVEN, hosts(uri), same(uri), Optional.empty(), Optional.empty());
            case MongoChoice.Found(var mongod, var version) ->
                real(REAL + version + ", found at " + mongod, mongod(mongod, version, home, ports), home);
            case MongoChoice.Downloaded(var mongod, var version) ->
                real(REAL + version + ", downloaded", mongod(mongod, version, home, ports), home);
            case MongoChoice.StandIn(var reason) ->
                new Mongo(
                        STAND_IN + ", not MongoDB (" + reason + ")",
                        here,
                        standInAt(here, home),
                        Optional.of(standIn(home, ports, here)),
                        Optional.empty());
        };
    }

    /// The addresses of the server that runs, as the status of the stack names it. A new search for a server
    /// could find another one, such as a downloaded one that refused to run.
    ///
    /// @param running the component [#NAME] of the stack's status
    /// @param given `MONGODB_URI`, or blank
    /// @throws IllegalArgumentException saying what to do when that does not tell the address
    public static Addresses addresses(ComponentStatus running, String given, Home home) {
        var kind = String.valueOf(running.note());
        if (kind.equals(GIVEN)) {
            if (given.isBlank()) {
                throw new IllegalArgumentException("The stack uses the MongoDB at " + running.address()
                        + ": set MONGODB_URI as for ./polystore up");
            }
            return same(given.strip());
        }
        if (isStandIn(running)) {
            return standInAt(running.address(), home);
        }
        if (kind.startsWith(REAL)) {
            var version = kind.substring(REAL.length(), kind.indexOf(','));
            var mark = Mongod.usersMark(data(version, home));
            var tls = StackTls.certificate(home) != null;
            return new MongoUsers(new Secrets(home.secrets()), running.address(), mark, tls);
        }
        throw new IllegalArgumentException("MongoDB is not ready: wait until ./polystore status says that it is");
    }

    /// Whether the running component [#NAME] is the stand-in.
    public static boolean isStandIn(ComponentStatus running) {
        return String.valueOf(running.note()).startsWith(STAND_IN);
    }

    /// An id of a service's database that differs from that of every other, also of one created anew at the same
    /// address. The first migration writes it into the database.
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
            throw new IllegalStateException("Cannot read from MongoDB at " + address + ": " + e.getMessage(), e);
        }
    }

    /// Fails when the server at `MONGODB_URI` refuses the user that the URI names.
    public Mongo signedIn() {
        if (own.isEmpty()) {
            MongoSignIn.refusal(addresses.application("catalog")).ifPresent(reason -> {
                throw new IllegalArgumentException(reason);
            });
        }
        return this;
    }

    private static Mongod mongod(Path program, String version, Home home, Ports ports) {
        return new Mongod(program, data(version, home), ports.mongo(), StackTls.certificate(home));
    }

    /// Each version has its own data folder, because it cannot read the files of another.
    private static Path data(String version, Home home) {
        return home.data("mongodb-" + version);
    }

    private static Mongo real(String kind, Mongod mongod, Home home) {
        var users = new MongoUsers(
                new Secrets(home.secrets()),
                mongod.address(),
                Mongod.usersMark(mongod.data()),
                mongod.certificate() != null);
        var component = new Component(
                NAME,
                mongod.address(),
                mongod.port(),
                home.processFiles(NAME),
                () -> mongod.start(home.processFiles(NAME), users));
        return new Mongo(kind, mongod.address(), users, Optional.of(component), Optional.of(users::rotateCertificates));
    }

    private static Component standIn(Home home, Ports ports, String here) {
        return new Component(
                NAME,
                here,
                ports.mongo(),
                home.processFiles(NAME),
                () -> MongoStandInProcess.start(
                        Jvm.withOurClasses(HEAP_MEGABYTES, NAME),
                        home.data("mongodb-stand-in"),
                        ports.mongo(),
                        home.processFiles(NAME),
                        StackTls.certificate(home)));
    }

    private static Addresses standInAt(String address, Home home) {
        return same("mongodb://" + address + (StackTls.certificate(home) == null ? "" : "/?tls=true"));
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
