package polystore.platform.persistence.migration;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.List;
import org.eclipse.microprofile.config.ConfigProvider;

/// The program of a service with databases: without an argument it serves, with `migrate` it brings the databases up
/// to date and ends.
///
/// The migration runs before Quarkus starts and in its place: no bean, port, consumer or scheduler of the service
/// exists meanwhile, and `QUARKUS_INIT_AND_EXIT`, which ends a process before its `StartupEvent`, has no part in it.
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
                    + ". Use \"migrate\" to bring the databases up to date, or no argument to serve.");
            System.exit(WRONG_USAGE);
        }
    }
}
