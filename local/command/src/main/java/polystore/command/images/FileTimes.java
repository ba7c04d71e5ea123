package polystore.command.images;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;

/// Gives all files of an image the same time, so that two builds of the same content are equal. JDK 25.0.3 accepts a
/// cache although a jar's time has changed, so the cache is created anew for every image.
final class FileTimes {
    static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");

    private FileTimes() {}

    /// Sets the time of every file under a folder.
    static void fix(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            files.filter(Files::isRegularFile).forEach(file -> {
                try {
                    Files.setLastModifiedTime(file, FileTime.from(TIME));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
