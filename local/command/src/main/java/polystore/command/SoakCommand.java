package polystore.command;

import picocli.CommandLine.Command;

/// `soak`
@Command(
        name = "soak",
        description = "Run the tests of orders at length: plans on a million orders with four million lines, 1000 races"
                + " for a last unit, 300 random histories. Takes the better part of an hour.",
        mixinStandardHelpOptions = true)
final class SoakCommand extends RunByFront {}
