package polystore.command.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import polystore.stores.FreePort;

class PortHolderIT {
    @Test
    void aPortInUseIsNamedWithItsProcess() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(PortHolder.free(taken.getLocalPort())).isFalse();
            assertThat(PortHolder.of(taken.getLocalPort()).map(ProcessHandle::pid))
                    .contains(ProcessHandle.current().pid());
        }
    }

    @Test
    void aPortWithoutServerIsFree() {
        var port = FreePort.next();

        assertThat(PortHolder.free(port)).isTrue();
        assertThat(PortHolder.of(port)).isEmpty();
    }
}
