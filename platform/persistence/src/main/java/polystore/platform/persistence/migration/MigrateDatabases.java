package polystore.platform.persistence.migration;

import java.io.PrintStream;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.Config;

/// The migrate step: migrates every database of a service as its owner, and prints the result.
///
/// A service has a PostgreSQL database when it has files in `db/migration`, and a MongoDB database when it has a
/// changelog.
final class MigrateDatabases implements ProgramStep {

    private static final int WRONG_USAGE = 2;

    @Override
    public String name() {
        return "migrate";
    }

    /// @return the exit code: 0 when all databases are up to date, 1 with one line on `err` when one is not, 2 with
    /// arguments
    @Override
    public int run(Config config, List<String> arguments, PrintStream out, PrintStream err) {
        if (!arguments.isEmpty()) {
            err.println("migrate takes no arguments, not " + String.join(" ", arguments));
            return WRONG_USAGE;
        }
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
            err.println("The migration failed: " + ProgramStep.reason(e));
            return 1;
        }
    }
}
