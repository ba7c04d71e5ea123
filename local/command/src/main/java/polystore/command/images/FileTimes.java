package polystore.command.images;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;

/// One time for all files of an image, in training as in the image, so that equal images stay equal. JDK 25.0.3 was
/// seen to
/// use a cache although a jar's time had changed: a stale one is kept out by training anew for every image.
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
