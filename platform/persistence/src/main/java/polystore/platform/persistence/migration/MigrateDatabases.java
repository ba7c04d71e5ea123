package polystore.platform.persistence.migration;

import java.io.PrintStream;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.Config;

/// The migrate step: migrates every database of a service as its owner, and prints the result.
///
/// A service has a PostgreSQL database when it has files in `db/migration`, and a MongoDB database when it has a
/// changelog.
final class MigrateDatabases {

    private final Config config;
    private final PrintStream out;
    private final PrintStream err;

    public MigrateDatabases(Config config, PrintStream out, PrintStream err) {
        this.config = config;
        this.out = out;
        this.err = err;
    }

    /// @return the exit code: 0 when all databases are up to date, 1 with one line on `err` when one is not
    public int run() {
        Logger.getLogger("").setLevel(Level.WARNING);
        try {
            if (!MigrationFiles.postgres().isEmpty()) {
                out.println(PostgresMigration.of(config).run());
            }
            if (MigrationFiles.mongo().isPresent()) {
                out.println(MongoMigration.of(config).run());
            }
            return 0;
        } catch (RuntimeException e) {
            err.println("The migration failed: " + reason(e));
            return 1;
        }
    }

    /// The messages of all causes in one line, without repetitions.
    static String reason(Throwable failure) {
        var text = new StringBuilder();
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            var message = String.valueOf(
                            cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage())
                    .replaceAll("\\s+", " ")
                    .strip();
            if (text.indexOf(message) < 0) {
                text.append(text.isEmpty() ? "" : ": ").append(message);
            }
        }
        return text.toString();
    }
}
