package polystore.platform.persistence.migration;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.List;
import org.eclipse.microprofile.config.ConfigProvider;

/// The main class of a service with databases: without an argument it serves requests, with `migrate` it migrates
/// the databases and ends.
///
/// The migration runs without Quarkus, so that no bean, port, consumer or scheduler of the service exists
/// meanwhile, and `QUARKUS_INIT_AND_EXIT` cannot end it early.
@QuarkusMain
public final class Main {

    private static final int WRONG_USAGE = 2;

    private Main() {}

    public static void main(String... arguments) {
        if (arguments.length == 0) {
            Quarkus.run(arguments);
        } else if (List.of(arguments).equals(List.of("migrate"))) {
            System.exit(new MigrateDatabases(ConfigProvider.getConfig(), System.out, System.err).run());
        } else {
            System.err.println("Unknown arguments: " + String.join(" ", arguments)
                    + ". Use \"migrate\" to migrate the databases, or no argument to serve requests.");
            System.exit(WRONG_USAGE);
        }
    }
}
