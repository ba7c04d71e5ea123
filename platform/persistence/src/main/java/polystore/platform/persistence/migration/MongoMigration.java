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

/// Runs the changelog of a service with Liquibase: collections, validators, indexes. Idempotent.
///
/// @param uri of the server, with or without a database, and with the owner of the database as user
/// @param silence time without a heartbeat after which another migration counts as dead
public record MongoMigration(String uri, String database, Duration silence) {

    private static final Duration SILENCE = Duration.ofSeconds(10);

    private static final long SERVER_SECONDS_MAX = 10;

    private static final String LIQUIBASE_LOCK = "DATABASECHANGELOGLOCK";

    /// Switches off the validators of Liquibase's own collections, which not all compatible servers support, and
    /// Liquibase's analytics.
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

    /// @return the result as a message
    /// @throws IllegalStateException when the migration failed; running it again is safe
    public String run() {
        try (var client = client()) {
            var mongo = client.getDatabase(database).withWriteConcern(WriteConcern.MAJORITY);
            try (var lease = MongoLease.acquire(mongo, silence)) {
                MongoMarker.put(mongo);
                // A killed process leaves Liquibase's own lock behind. The holder of the lease may remove it,
                // because no other migration runs.
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

    /// Liquibase takes the database from the address. A database in the address is also the one that users
    /// authenticate against, unless `authSource` names another.
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
