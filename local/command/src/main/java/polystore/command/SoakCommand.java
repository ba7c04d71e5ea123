package polystore.command;

import picocli.CommandLine.Command;

/// `soak`
@Command(
        name = "soak",
        description = "Run the long tests: query plans on a million orders with four million lines, and on ten million"
                + " facts; 1000 races for a last unit, 300 random histories, 20 replays of the order events. Takes up"
                + " to an hour.",
        mixinStandardHelpOptions = true)
final class SoakCommand extends ScriptCommand {}
