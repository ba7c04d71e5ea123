package polystore.command.walk;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.support.TypeBasedParameterResolver;
import polystore.command.home.StackTls;

/// Provides tests with the stack with TLS that they share; it is started for the first and deleted after the last.
final class EncryptedStack extends TypeBasedParameterResolver<EncryptedStack.Running> {

    /// No server listens there.
    private static final String NO_COLLECTOR = "https://127.0.0.1:9";

    @Override
    public Running resolveParameter(ParameterContext parameter, ExtensionContext test) {
        return test.getRoot()
                .getStore(Namespace.create(EncryptedStack.class))
                .computeIfAbsent(Running.class, _ -> Running.start(), Running.class);
    }

    /// A stack whose authority this JVM trusts.
    ///
    /// @param disk of PostgreSQL
    record Running(LocalStack stack, StackTls tls, SmallDisk disk) implements AutoCloseable {

        private static Running start() {
            try {
                var stack = LocalStack.in(
                        Files.createTempDirectory("polystore-tls"),
                        Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", NO_COLLECTOR));
                var disk = SmallDisk.at(stack.home().data("postgresql"));
                var up = stack.run("up", "--detach", "--tls");
                if (up.code() != 0) {
                    stack.run("down");
                    disk.close();
                    throw new IllegalStateException(up.output());
                }
                var tls = StackTls.of(stack.home()).orElseThrow();
                tls.trust();
                return new Running(stack, tls, disk);
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void close() throws IOException {
            try {
                stack.run("down");
                disk.close();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            WholeStack.delete(stack.home().folder());
        }
    }
}
