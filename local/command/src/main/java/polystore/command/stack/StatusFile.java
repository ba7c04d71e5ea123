package polystore.command.stack;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import polystore.command.home.Home;

/// The status board as a file for other processes; replaced atomically.
public record StatusFile(Path file) implements StatusBoard.Viewer {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    /// The last snapshot written by the launcher that runs in this home; empty when none runs.
    public static Optional<Snapshot> ofRunning(Home home) {
        return LauncherLock.heldBy(home.launcherLock())
                .flatMap(launcher ->
                        new StatusFile(home.statusFile()).read().filter(read -> read.launcher() == launcher.pid()));
    }

    @Override
    public void changed(Snapshot snapshot) {
        try {
            Files.createDirectories(file.getParent());
            var fresh = file.resolveSibling(file.getFileName() + ".new");
            Files.write(fresh, JSON.writeValueAsBytes(snapshot));
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file, e);
        }
    }

    @Override
    public void said(String line) {
        // Messages are part of the snapshot.
    }

    /// The last snapshot written; empty when the file is missing or unreadable.
    public Optional<Snapshot> read() {
        try {
            return Optional.of(JSON.readValue(Files.readAllBytes(file), Snapshot.class));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
