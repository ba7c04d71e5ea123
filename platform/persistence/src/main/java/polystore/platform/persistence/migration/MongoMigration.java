package polystore.platform.persistence.migration;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.UpdateSummaryEnum;
import liquibase.database.DatabaseFactory;
import liquibase.exception.LiquibaseException;
import liquibase.resource.ClassLoaderResourceAccessor;
import liquibase.ui.LoggerUIService;
import org.bson.Document;
import org.eclipse.microprofile.config.Config;

/// Runs the changelog of a service by Liquibase: collections, validators, indexes. Running it again changes nothing.
///
/// @param uri of the server, with or without a database in it, for a user who owns the database
/// @param silence of another migration's process, after which it is taken for dead
public record MongoMigration(String uri, String database, Duration silence) {

    private static final Duration SILENCE = Duration.ofSeconds(10);

    private static final long SERVER_SECONDS_MAX = 10;

    private static final String LIQUIBASE_LOCK = "DATABASECHANGELOGLOCK";

    /// The validators of Liquibase's own two collections are switched off: servers compatible with MongoDB do not all
    /// know the commands that keep them. Nobody is told of our migrations.
    private static final Map<String, Object> SETTINGS = Map.of(
            "liquibase.mongodb.adjustTrackingTablesOnStartup",
            "false",
            "liquibase.mongodb.supportsValidator",
            "false",
            "liquibase.analytics.enabled",
            "false",
            "liquibase.showBanner",
            "false",
            Scope.Attr.ui.name(),
            new LoggerUIService());

    static MongoMigration of(Config config) {
        return new MongoMigration(
                config.getOptionalValue("polystore.migration.mongodb.uri", String.class)
                        .orElseThrow(() -> new IllegalArgumentException(
                                "Set MONGODB_OWNER_URI, or MONGODB_URI: migrations run as the owner")),
                config.getValue("polystore.migration.mongodb.database", String.class),
                config.getValue("polystore.migration.mongodb.silence", Duration.class));
    }

    /// With the usual limits, for tests.
    public static void run(String uri, String database) {
        new MongoMigration(uri, database, SILENCE).run();
    }

    /// @return what was done, for a person
    /// @throws IllegalStateException when it could not be brought up to date; running it again is safe
    public String run() {
        try (var client = client()) {
            var mongo = client.getDatabase(database).withWriteConcern(WriteConcern.MAJORITY);
            try (var lease = MongoLease.acquire(mongo, silence)) {
                MongoMarker.put(mongo);
                // Liquibase has a lock of its own, which a killed process leaves behind for ever. Whoever has the lease
                // knows that nobody holds it.
                mongo.getCollection(LIQUIBASE_LOCK).deleteMany(new Document());
                Scope.child(SETTINGS, () -> update(inDatabase(uri, database)));
                var role = MongoApplicationRole.grant(mongo, DeclaredCollections.ofProgram());
                lease.check();
                return "MongoDB, database " + database + ": up to date, " + role;
            }
        } catch (Exception e) {
            throw new IllegalStateException(
                    "MongoDB at " + new ConnectionString(uri).getHosts() + ", database " + database, e);
        }
    }

    private MongoClient client() {
        return MongoClients.create(MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(uri))
                .applyToClusterSettings(cluster -> cluster.serverSelectionTimeout(SERVER_SECONDS_MAX, TimeUnit.SECONDS))
                .build());
    }

    private static void update(String url) throws LiquibaseException {
        var resources = new ClassLoaderResourceAccessor(MigrationFiles.loader());
        var opened = DatabaseFactory.getInstance().openDatabase(url, null, null, null, resources);
        try (var liquibase = new Liquibase(MigrationFiles.MONGO_CHANGELOG, resources, opened)) {
            liquibase.setShowSummary(UpdateSummaryEnum.OFF);
            liquibase.update(new Contexts(), new LabelExpression());
        }
    }

    /// Liquibase takes the database from the address, and an address with a database names it as the one that knows
    /// the user, unless told that this is `admin`.
    static String inDatabase(String uri, String database) {
        var parsed = new ConnectionString(uri);
        var options = uri.contains("?") ? uri.substring(uri.indexOf('?') + 1) : "";
        if (parsed.getCredential() != null && !options.contains("authSource=")) {
            options = "authSource=" + parsed.getCredential().getSource() + (options.isEmpty() ? "" : "&" + options);
        }
        var start = uri.indexOf("://") + 3;
        var authority = uri.substring(start).split("[/?]", 2)[0];
        return uri.substring(0, start) + authority + "/" + database + (options.isEmpty() ? "" : "?" + options);
    }
}
