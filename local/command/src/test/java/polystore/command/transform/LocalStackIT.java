package polystore.command.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import polystore.command.home.Home;
import polystore.command.mongodb.Mongo;
import polystore.command.stack.ComponentStatus;
import polystore.command.stack.LauncherLock;
import polystore.command.stack.Snapshot;
import polystore.command.stack.State;
import polystore.command.stack.StatusFile;

/// Which MongoDB a mapping of the system is read from and written to, by the status of a stack that runs.
class LocalStackIT {
    private static final String ADDRESS = "127.0.0.1:27999";

    @TempDir
    Path folder;

    @Test
    void aStackThatFellBackToTheStandInIsAskedThereThoughADownloadIsKept() throws IOException {
        var kept = Files.createDirectories(home().programs().resolve("mongodb")).resolve("mongod");
        Files.writeString(kept, "#!/bin/sh\necho 'db version v8.0.4'\n");
        assertThat(kept.toFile().setExecutable(true)).isTrue();

        try (var _ = running("stand-in, not MongoDB (it does not run here)")) {
            assertThat(LocalStack.mongo("analytics", Map.of(), home())).isEqualTo("mongodb://" + ADDRESS);
        }
    }

    @Test
    void aRealServerIsSignedInToAsTheService() throws IOException {
        var data = Files.createDirectories(home().data("mongodb-8.0"));
        Files.writeString(data.resolve("polystore-users"), "users with the role application\n");

        try (var _ = running("MongoDB 8.0, downloaded")) {
            assertThat(LocalStack.mongo("analytics", Map.of(), home()))
                    .startsWith("mongodb://analytics:")
                    .contains("@" + ADDRESS + "/analytics");
        }
    }

    @Test
    void aServerOfSomebodyElseNeedsItsAddressWithTheUser() throws IOException {
        try (var _ = running("given by MONGODB_URI")) {
            var given = Map.of("MONGODB_URI", "mongodb://me:secret@" + ADDRESS);
            assertThat(LocalStack.mongo("analytics", given, home())).isEqualTo("mongodb://me:secret@" + ADDRESS);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> LocalStack.mongo("analytics", Map.of(), home()))
                    .withMessageContaining("set MONGODB_URI");
        }
    }

    @Test
    void withoutAStackNothingIsGuessed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LocalStack.mongo("analytics", Map.of(), home()))
                .withMessageContaining("./polystore up");
    }

    private Home home() {
        return new Home(folder, folder);
    }

    /// As the launcher leaves it; the process of this test is the launcher.
    private LauncherLock running(String mongo) {
        var lock = LauncherLock.take(home().launcherLock()).orElseThrow();
        var component = new ComponentStatus(Mongo.NAME, State.READY, ADDRESS, 1L, Instant.EPOCH, mongo);
        new StatusFile(home().statusFile())
                .changed(new Snapshot(
                        Snapshot.Phase.READY,
                        ProcessHandle.current().pid(),
                        "",
                        "http://127.0.0.1:1",
                        "127.0.0.1:2",
                        List.of(component),
                        List.of()));
        return lock;
    }
}
