package polystore.command.stack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import polystore.stores.ServerProcess;

/// Finds the process that listens on a port.
public final class PortHolder {
    private static final String LISTENING = "0A";

    private PortHolder() {}

    /// True when a server could listen on this loopback port now.
    public static boolean free(int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /// The process that listens on `port`; empty when it belongs to another user.
    public static Optional<ProcessHandle> of(int port) {
        return Files.isReadable(Path.of("/proc/net/tcp")) ? fromProc(port) : fromLsof(port);
    }

    private static Optional<ProcessHandle> fromProc(int port) {
        var sockets = new HashSet<String>();
        sockets.addAll(sockets(Path.of("/proc/net/tcp"), port));
        sockets.addAll(sockets(Path.of("/proc/net/tcp6"), port));
        return ProcessHandle.allProcesses()
                .filter(process -> holds(process.pid(), sockets))
                .findFirst();
    }

    /// Link targets (`socket:[123]`) of the listening sockets on `port`; a line's columns are number, local address,
    /// remote address, state, …, and the inode as the tenth (proc(5)).
    private static Set<String> sockets(Path table, int port) {
        var ending = ":%04X".formatted(port);
        try (var lines = Files.lines(table)) {
            return lines.skip(1)
                    .map(line -> line.strip().split("\\s+"))
                    .filter(column -> column.length > 9 && column[1].endsWith(ending) && column[3].equals(LISTENING))
                    .map(column -> "socket:[" + column[9] + "]")
                    .collect(java.util.stream.Collectors.toSet());
        } catch (IOException e) {
            return Set.of();
        }
    }

    private static boolean holds(long pid, Set<String> sockets) {
        try (Stream<Path> files = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
            return files.anyMatch(file -> sockets.contains(target(file)));
        } catch (IOException e) {
            return false;
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            return "";
        }
    }

    private static Optional<ProcessHandle> fromLsof(int port) {
        return ServerProcess.onPath("lsof").flatMap(lsof -> {
            try {
                var process = new ProcessBuilder(List.of(lsof, "-nP", "-t", "-iTCP:" + port, "-sTCP:LISTEN")).start();
                var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
                process.waitFor(2, TimeUnit.SECONDS);
                return said.lines().findFirst().flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)));
            } catch (IOException e) {
                return Optional.empty();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Optional.empty();
            }
        });
    }
}
