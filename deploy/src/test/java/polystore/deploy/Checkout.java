package polystore.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The files of the project that these tests read.
final class Checkout {
    private static final Path MODULE = Path.of("").toAbsolutePath();
    static final Path ROOT = MODULE.endsWith("deploy") && Files.exists(MODULE.resolve("kubernetes"))
            ? MODULE.resolve("..").normalize()
            : MODULE;
    static final Path DEPLOY = ROOT.resolve("deploy");
    static final Path KUBERNETES = DEPLOY.resolve("kubernetes");

    private Checkout() {}

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
