package polystore.analytics.migration;

import com.mongodb.ConnectionString;
import java.util.Map;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.database.DatabaseFactory;
import liquibase.exception.LiquibaseException;
import liquibase.resource.ClassLoaderResourceAccessor;

/// Applies the changelog: collections, validators, indexes. Applying it again changes nothing.
public final class Migration {

    private static final String CHANGELOG = "migration/documents.json";

    /// The validators of Liquibase's own two collections are all that is switched off: the stand-in for MongoDB does
    /// not know the commands that keep them. And nobody is told of our migrations.
    private static final Map<String, Object> SETTINGS = Map.of(
            "liquibase.mongodb.adjustTrackingTablesOnStartup", "false",
            "liquibase.mongodb.supportsValidator", "false",
            "liquibase.analytics.enabled", "false",
            "liquibase.showBanner", "false");

    private Migration() {}

    /// @param uri of the server, with or without a database in it
    /// @param database the database to migrate
    /// @throws IllegalStateException when it could not be brought up to date
    public static void run(String uri, String database) {
        try {
            Scope.child(SETTINGS, () -> update(inDatabase(uri, database)));
        } catch (Exception e) {
            throw new IllegalStateException(
                    "The database of the order documents could not be migrated: " + e.getMessage(), e);
        }
    }

    private static void update(String url) throws LiquibaseException {
        var resources = new ClassLoaderResourceAccessor(Migration.class.getClassLoader());
        var database = DatabaseFactory.getInstance().openDatabase(url, null, null, null, resources);
        try (var liquibase = new Liquibase(CHANGELOG, resources, database)) {
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
