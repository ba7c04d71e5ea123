package polystore.platform.persistence.migration;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.ConfigProvider;

/// The main class of a service with databases: without an argument it serves requests, with the name of a step, such as
/// `migrate`, it runs the step and ends.
///
/// A step runs without Quarkus, so that no bean, port, consumer or scheduler of the service exists meanwhile, and
/// `QUARKUS_INIT_AND_EXIT` cannot end it early.
@QuarkusMain
public final class Main {

    private static final int WRONG_USAGE = 2;

    private Main() {}

    public static void main(String... arguments) {
        if (arguments.length == 0) {
            Quarkus.run(arguments);
            return;
        }
        var steps = steps();
        var chosen =
                steps.stream().filter(step -> step.name().equals(arguments[0])).findFirst();
        if (chosen.isEmpty()) {
            System.err.println("Unknown arguments: " + String.join(" ", arguments) + ". Steps of this program: "
                    + steps.stream().map(ProgramStep::name).collect(Collectors.joining(", "))
                    + ". Without an argument it serves requests.");
            System.exit(WRONG_USAGE);
        }
        var rest = List.of(arguments).subList(1, arguments.length);
        System.exit(chosen.get().run(ConfigProvider.getConfig(), rest, System.out, System.err));
    }

    private static List<ProgramStep> steps() {
        var steps = new ArrayList<ProgramStep>(List.of(new MigrateDatabases()));
        ServiceLoader.load(ProgramStep.class, MigrationFiles.loader()).forEach(steps::add);
        return steps;
    }
}
