package polystore.command.home;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// The checkout that the tests run in.
public final class Checkout {

    private Checkout() {}

    public static Path folder() {
        var here = Path.of("").toAbsolutePath();
        return Stream.iterate(here, folder -> folder != null, Path::getParent)
                .filter(folder -> Files.isExecutable(folder.resolve("polystore")))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(here + " is not in a checkout of Polystore"));
    }
}
