package polystore.command.home;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// The folder of the checkout in which the tests run.
public final class CheckoutFolder {

    private CheckoutFolder() {}

    public static Path path() {
        var here = Path.of("").toAbsolutePath();
        return Stream.iterate(here, folder -> folder != null, Path::getParent)
                .filter(folder -> Files.isExecutable(folder.resolve("polystore")))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(here + " is not in a checkout of Polystore"));
    }
}
