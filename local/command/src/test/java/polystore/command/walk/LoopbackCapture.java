package polystore.command.walk;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/// Reads every packet of the loopback interface and notes the ports on whose connections a text was seen. Linux only,
/// and only for root: it opens a packet socket (packet(7)) by calls of the C library.
final class LoopbackCapture implements AutoCloseable {
    private static final int AF_PACKET = 17;
    private static final int SOCK_RAW = 3;
    /// ETH_P_ALL in network byte order.
    private static final int ALL_PROTOCOLS = 0x0300;

    private static final int SOL_SOCKET = 1;
    private static final int SO_RCVTIMEO = 20;
    private static final int SO_RCVBUFFORCE = 33;
    private static final int BUFFER = 256 * 1024 * 1024;
    private static final int PACKET_MAX = 128 * 1024;
    private static final int ETHERNET = 14;
    private static final int TCP = 6;

    private final String text;
    private final int socket;
    private final Set<Integer> seen = new ConcurrentSkipListSet<>();
    private final Thread reader;
    private volatile boolean closing;

    private LoopbackCapture(String text, int socket) {
        this.text = text;
        this.socket = socket;
        this.reader = Thread.ofPlatform().name("loopback-capture").daemon().start(this::read);
    }

    /// Begins to look for a text; empty where the system does not permit it.
    static Optional<LoopbackCapture> of(String text) {
        var socket = call(
                "socket",
                FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT),
                AF_PACKET,
                SOCK_RAW,
                ALL_PROTOCOLS);
        if (socket < 0) {
            return Optional.empty();
        }
        try (var arena = Arena.ofConfined()) {
            var oneSecond = arena.allocateFrom(JAVA_LONG, 1, 0);
            option(socket, SO_RCVTIMEO, oneSecond);
            option(socket, SO_RCVBUFFORCE, arena.allocateFrom(JAVA_INT, BUFFER));
        }
        return Optional.of(new LoopbackCapture(text, socket));
    }

    /// Ports, of either side, of the packets that had the text in them.
    Set<Integer> ports() {
        return Set.copyOf(seen);
    }

    @Override
    public void close() {
        closing = true;
        try {
            reader.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        call("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT), socket);
    }

    private void read() {
        var receive = handle("recv", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT));
        try (var arena = Arena.ofConfined()) {
            var packet = arena.allocate(PACKET_MAX);
            while (!closing) {
                var length = (long) receive.invokeExact(socket, packet, (long) PACKET_MAX, 0);
                if (length > 0) {
                    look(packet.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE));
                }
            }
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private void look(byte[] packet) {
        if (packet.length <= ETHERNET + 40 || packet[ETHERNET] >> 4 != 4 || packet[ETHERNET + 9] != TCP) {
            return;
        }
        if (new String(packet, StandardCharsets.ISO_8859_1).contains(text)) {
            var tcp = ETHERNET + (packet[ETHERNET] & 0xf) * 4;
            seen.add(port(packet, tcp));
            seen.add(port(packet, tcp + 2));
        }
    }

    private static int port(byte[] packet, int at) {
        return ((packet[at] & 0xff) << 8) | (packet[at + 1] & 0xff);
    }

    private static void option(int socket, int name, MemorySegment value) {
        call(
                "setsockopt",
                FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT),
                socket,
                SOL_SOCKET,
                name,
                value,
                (int) value.byteSize());
    }

    private static int call(String function, FunctionDescriptor signature, Object... arguments) {
        try {
            return (int) handle(function, signature).invokeWithArguments(arguments);
        } catch (Throwable e) {
            throw new IllegalStateException(function, e);
        }
    }

    @SuppressWarnings("restricted")
    private static MethodHandle handle(String function, FunctionDescriptor signature) {
        var linker = Linker.nativeLinker();
        return linker.downcallHandle(linker.defaultLookup().findOrThrow(function), signature);
    }
}
