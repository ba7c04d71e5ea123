package polystore.platform.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TcpProxyIT {
    private ServerSocket echo;
    private TcpProxy proxy;

    @BeforeEach
    void start() throws IOException {
        echo = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::answer);
        proxy = new TcpProxy("echo", echo.getLocalPort());
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
        echo.close();
    }

    @Test
    void passesBytesBothWays() throws IOException {
        try (var client = client()) {
            assertThat(ask(client, 7)).isEqualTo(7);
        }
    }

    @Test
    void cutEndsConnectionsAndRestoreLetsNewOnesThrough() throws IOException {
        try (var client = client()) {
            ask(client, 1);
            TcpProxy.cut("echo");
            assertThat(client.getInputStream().read()).isEqualTo(-1);
        }
        try (var refused = client()) {
            assertThat(refused.getInputStream().read()).isEqualTo(-1);
        }
        TcpProxy.restore("echo");
        try (var client = client()) {
            assertThat(ask(client, 2)).isEqualTo(2);
        }
    }

    @Test
    void stallHoldsBytesBackUntilRestore() throws IOException {
        try (var client = client()) {
            ask(client, 1);
            TcpProxy.stall("echo");
            client.setSoTimeout(100);
            assertThatThrownBy(() -> ask(client, 2)).isInstanceOf(SocketTimeoutException.class);
            client.setSoTimeout(5_000);
            TcpProxy.restore("echo");
            assertThat(client.getInputStream().read()).isEqualTo(2);
        }
    }

    @Test
    void aCommandToAnUnknownProxyFails() {
        assertThatThrownBy(() -> TcpProxy.cut("nobody")).hasMessageContaining("nobody");
    }

    private Socket client() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), proxy.port());
    }

    private static int ask(Socket client, int value) throws IOException {
        client.getOutputStream().write(value);
        return client.getInputStream().read();
    }

    private void answer() {
        while (!echo.isClosed()) {
            try {
                var accepted = echo.accept();
                Thread.ofVirtual().start(() -> echo(accepted));
            } catch (IOException e) {
                return;
            }
        }
    }

    private static void echo(Socket accepted) {
        try (accepted) {
            accepted.getInputStream().transferTo(accepted.getOutputStream());
        } catch (IOException e) {
            // The proxy was cut.
        }
    }
}
