package polystore.command.walk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.support.TypeBasedParameterResolver;

/// Hands tests the one stack that they share; it is started for the first and stopped and wiped after the last.
final class WholeStack extends TypeBasedParameterResolver<LocalStack> {

    @Override
    public LocalStack resolveParameter(ParameterContext parameter, ExtensionContext test) {
        return test.getRoot()
                .getStore(Namespace.create(WholeStack.class))
                .computeIfAbsent(Running.class, _ -> Running.start(), Running.class)
                .stack();
    }

    private record Running(LocalStack stack) implements AutoCloseable {

        static Running start() {
            try {
                var running = new Running(LocalStack.in(Files.createTempDirectory("polystore-walk")));
                try {
                    running.succeed("up", "--detach");
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
            // Programs survive a wipe.
            try (var files = Files.walk(stack.home().folder())) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
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
