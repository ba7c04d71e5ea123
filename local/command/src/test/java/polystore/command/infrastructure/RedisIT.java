package polystore.command.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import polystore.command.home.Home;
import polystore.command.home.Ports;
import polystore.platform.testing.TestStores;
import polystore.stores.FreePort;

/// An existing Redis, named by `REDIS_URI`.
class RedisIT {

    @TempDir
    @SuppressWarnings("NullAway") // set by JUnit
    Path folder;

    @Test
    void reportsAnUnreachableServer() throws IOException {
        assertThat(at("redis://127.0.0.1:" + TestStores.redis().port()).note()).isNull();
        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(at("redis://127.0.0.1:" + silent.getLocalPort()).note()).contains("unreachable");
        }
        assertThat(at("redis://127.0.0.1:" + FreePort.next()).note()).contains("unreachable");
    }

    @Test
    void isAtTheUsualPortUnlessAnotherIsNamed() {
        assertThat(at("redis://user:secret@example.org").address()).isEqualTo("example.org:6379");
        assertThat(at("redis://user:secret@example.org:7000").address()).isEqualTo("example.org:7000");
        assertThat(at("redis://user:secret@example.org:7000").own()).isEmpty();
    }

    @Test
    void refusesAnAddressWithoutHost() {
        assertThatThrownBy(() -> at("example.org:6379"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("REDIS_URI must be like");
    }

    @Test
    void saysWhichServerAndVersionRuns() {
        var own = Redis.of(Home.of(Map.of(), folder), Ports.of(Map.of()), Map.of());
        assertThat(own.note()).startsWith("Redis 6.2.11, packed with the build");
    }

    private Redis at(String uri) {
        return Redis.of(Home.of(Map.of(), folder), Ports.of(Map.of()), Map.of("REDIS_URI", uri));
    }
}
