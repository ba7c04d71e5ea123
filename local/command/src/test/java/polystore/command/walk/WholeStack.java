package polystore.command.walk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.support.TypeBasedParameterResolver;
import polystore.command.services.Service;

/// Provides tests with the stack that they share; it is started for the first and deleted after the last. When a test
/// fails, the warnings and errors of the services are printed, because their logs are deleted with the stack.
final class WholeStack extends TypeBasedParameterResolver<LocalStack> implements AfterTestExecutionCallback {
    private static final Namespace NAMESPACE = Namespace.create(WholeStack.class);
    private static final Pattern TROUBLE = Pattern.compile(" (WARN|ERROR|FATAL) | works again ");
    private static final int LINES_MAX = 60;

    @Override
    public LocalStack resolveParameter(ParameterContext parameter, ExtensionContext test) {
        return test.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(Running.class, _ -> Running.start(), Running.class)
                .stack();
    }

    @Override
    public void afterTestExecution(ExtensionContext test) throws IOException {
        var running = test.getRoot().getStore(NAMESPACE).get(Running.class, Running.class);
        if (test.getExecutionException().isPresent() && running != null) {
            printTrouble(running.stack().home().logs(), test.getDisplayName());
        }
    }

    private static void printTrouble(Path logs, String test) throws IOException {
        for (var service : Service.labels()) {
            var log = logs.resolve(service + ".log");
            var lines = Files.readAllLines(log).stream()
                    .filter(TROUBLE.asPredicate())
                    .toList();
            System.out.printf("After the failure of %s, %s has %d warnings and errors%n", test, log, lines.size());
            lines.stream().skip(Math.max(0, lines.size() - LINES_MAX)).forEach(System.out::println);
        }
    }

    /// Deletes the home with its programs, which `down --wipe` keeps.
    static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private record Running(LocalStack stack) implements AutoCloseable {

        static Running start() {
            try {
                var running = new Running(LocalStack.in(Files.createTempDirectory("polystore-walk")));
                try {
                    running.succeed("up", "--detach", "--traces");
                } catch (IllegalStateException incomplete) {
                    running.close();
                    throw incomplete;
                }
                return running;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() throws IOException {
            succeed("down", "--wipe");
            delete(stack.home().folder());
        }

        private void succeed(String... arguments) throws IOException {
            try {
                var run = stack.run(arguments);
                if (run.code() != 0) {
                    throw new IllegalStateException(run.output());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }
}
