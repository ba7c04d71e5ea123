package polystore.command;

import picocli.CommandLine.Command;

/// `test`
@Command(
        name = "test",
        description =
                "Run all tests: unit tests, tests on real stores, and an order through all services (mvn verify).",
        mixinStandardHelpOptions = true)
final class TestCommand extends ScriptCommand {}
