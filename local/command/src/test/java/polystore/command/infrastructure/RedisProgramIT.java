package polystore.command.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import polystore.stores.Credentials;
import polystore.stores.FreePort;
import polystore.stores.ProcessFiles;
import polystore.stores.RedisProgram;
import polystore.stores.RedisServer;

/// The choice between several installed servers, represented by scripts that answer `--version`.
class RedisProgramIT {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void aNewerServerIsPreferredToThePackedOne() throws IOException {
        var installed = program("a", "redis-server", "echo 'Redis server v=7.0.15 sha=00000000:0 malloc=libc bits=64'");
        assertThat(newest()).isEqualTo(new RedisProgram(installed, "Redis", new RedisProgram.Version(7, 0, 15)));
        assertThat(newest().description()).isEqualTo("Redis 7.0.15 at " + installed);
    }

    @Test
    void theNewestOfSeveralServersIsChosen() throws IOException {
        program("a", "redis-server", "echo 'Redis server v=7.2.9 sha=00000000:0'");
        var valkey = program("b", "valkey-server", "echo 'Valkey server v=8.1.4 sha=00000000:0'");
        assertThat(newest()).isEqualTo(new RedisProgram(valkey, "Valkey", new RedisProgram.Version(8, 1, 4)));
    }

    @Test
    void anOlderServerAndProgramsThatAreNoServerAreIgnored() throws IOException {
        program("a", "redis-server", "echo 'Redis server v=6.0.16 sha=00000000:0'");
        program("b", "redis-server", "exit 127");
        program("c", "valkey-server", "echo hello");
        assertThat(newest()).isEqualTo(RedisProgram.PACKED);
        assertThat(newest().description()).contains("6.2.11", "CVE-2025-49844", "install valkey-server");
    }

    @Test
    void thePackedServerHasTheVersionThatStatusNames() throws IOException {
        var settings = new RedisServer.Settings(
                folder,
                ProcessFiles.in(folder, "redis"),
                FreePort.next(),
                new Credentials("operator", "secret"),
                List.of(),
                16);
        try (var _ = RedisServer.start(settings)) {
            assertThat(Files.readString(settings.files().log()))
                    .contains("Redis version=" + RedisProgram.PACKED.version());
        }
    }

    private RedisProgram newest() {
        return RedisProgram.newest(folder.resolve("a") + ":" + folder.resolve("b") + ":" + folder.resolve("c"));
    }

    private Path program(String parent, String name, String line) throws IOException {
        var file = Files.createFile(
                Files.createDirectories(folder.resolve(parent)).resolve(name),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        return Files.writeString(file, "#!/bin/sh\n" + line + "\n");
    }
}
