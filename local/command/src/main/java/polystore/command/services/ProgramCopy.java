package polystore.command.services;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/// Copies a folder; only files that differ in size or time are written.
public final class ProgramCopy {
    private ProgramCopy() {}

    /// Gives `target` the same content as `source` and deletes all other files in it.
    ///
    /// @return whether a file was different
    public static boolean refresh(Path source, Path target) {
        try {
            var changed = false;
            for (var file : files(source)) {
                changed |= copy(file, target.resolve(source.relativize(file)));
            }
            for (var file : files(target)) {
                if (!Files.exists(source.resolve(target.relativize(file)))) {
                    Files.delete(file);
                    changed = true;
                }
            }
            return changed;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot copy " + source + " to " + target, e);
        }
    }

    private static boolean copy(Path file, Path target) throws IOException {
        if (Files.exists(target)
                && Files.size(target) == Files.size(file)
                && Files.getLastModifiedTime(target).equals(Files.getLastModifiedTime(file))) {
            return false;
        }
        Files.createDirectories(target.getParent());
        // Written under a new name and then moved, so that a running JVM keeps reading the old file.
        var fresh = target.resolveSibling(target.getFileName() + ".new");
        Files.copy(file, fresh, StandardCopyOption.COPY_ATTRIBUTES, StandardCopyOption.REPLACE_EXISTING);
        Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
        return true;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
