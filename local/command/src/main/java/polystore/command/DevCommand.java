package polystore.command;

import picocli.CommandLine.Command;

/// `dev`
@Command(
        name = "dev",
        description = "Run one service (orders, catalog, analytics, gateway) in Quarkus' dev mode among the others: an"
                + " edited class answers within seconds.",
        mixinStandardHelpOptions = true)
final class DevCommand extends ScriptCommand {}
