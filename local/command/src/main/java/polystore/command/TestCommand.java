package polystore.command;

import picocli.CommandLine.Command;

/// `test`
@Command(
        name = "test",
        description = "Run unit tests, store tests and the walk through all services (mvn verify).",
        mixinStandardHelpOptions = true)
final class TestCommand extends RunByFront {}
