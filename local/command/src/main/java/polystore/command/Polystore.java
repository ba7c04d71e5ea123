package polystore.command;

import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import polystore.command.home.Home;
import polystore.command.home.Ports;
import polystore.command.home.StackTls;

/// The command line. A new command is one more entry in `subcommands`.
@Command(
        name = "polystore",
        description = "The local Polystore: stores, services and tools on this machine.",
        mixinStandardHelpOptions = true,
        version = "Polystore 1.0",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            UpCommand.class,
            DownCommand.class,
            StatusCommand.class,
            LogsCommand.class,
            DevCommand.class,
            TestCommand.class,
            SoakCommand.class,
            TokenCommand.class,
            ConsoleCommand.class,
            RenewCertificateCommand.class,
            DemoCommand.class,
            polystore.command.bench.BenchCommand.class,
            polystore.command.transform.TransformCommand.class,
            polystore.command.analytics.AnalyticsCommand.class,
            polystore.command.events.EventsCommand.class,
            polystore.command.deadletters.DlqCommand.class,
            polystore.command.images.ImagesCommand.class,
        },
        footer = {
            "",
            "Environment: POLYSTORE_HOME, POLYSTORE_PORT_OFFSET; to use existing servers:",
            "MONGODB_URI, POSTGRES_URI, KAFKA_BOOTSTRAP, REDIS_URI; see docs/configuration.md."
        })
public final class Polystore extends CommandGroup {
    private static final int WRONG_USE = 2;

    public Polystore() {
        super("polystore up");
    }

    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    /// Runs a command line and returns its exit code: 0 for success, 1 for failure, 2 for wrong arguments.
    public static int run(String... arguments) {
        StackTls.of(home()).ifPresent(StackTls::trust);
        return new CommandLine(new Polystore())
                .setExecutionExceptionHandler(Polystore::failed)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments);
    }

    /// The home of this run, by the environment.
    public static Home home() {
        return Home.ofThisProcess();
    }

    static Ports ports() {
        return Ports.of(environment());
    }

    static Map<String, String> environment() {
        return System.getenv();
    }

    /// Prints the message alone for a wrong argument (exit code 2) or an expected failure (exit code 1); a stack
    /// trace is printed only for a fault of this program.
    private static int failed(Exception failure, CommandLine line, CommandLine.ParseResult parsed) {
        if (failure instanceof IllegalArgumentException) {
            line.getErr().println(failure.getMessage());
            return WRONG_USE;
        }
        if (failure instanceof IllegalStateException || failure instanceof java.io.UncheckedIOException) {
            line.getErr().println(failure.getMessage());
            return 1;
        }
        if (failure instanceof InterruptedException) {
            line.getErr().println("Interrupted.");
            return 1;
        }
        var expected = StoreFailure.described(failure);
        if (expected.isPresent()) {
            line.getErr().println(expected.get());
            return 1;
        }
        failure.printStackTrace(line.getErr());
        return 1;
    }
}
