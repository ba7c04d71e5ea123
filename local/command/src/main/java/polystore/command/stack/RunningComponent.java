package polystore.command.stack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The process of a running component, with its command, environment and working directory as `/proc` (proc(5)) has
/// them: on Linux only.
public record RunningComponent(ProcessHandle process) {

    /// @param status of the running stack
    /// @throws IllegalStateException when the component has no process on this machine
    public static RunningComponent of(Snapshot status, String name) {
        for (var component : status.components()) {
            var pid = component.pid();
            if (component.name().equals(name) && pid != null) {
                return new RunningComponent(ProcessHandle.of(pid)
                        .orElseThrow(() -> new IllegalStateException(name + " has ended; see ./polystore status")));
            }
        }
        throw new IllegalStateException(name
                + " has no process in the stack: it is not running, or the stack uses an existing server; see"
                + " ./polystore status");
    }

    public Map<String, String> environment() throws IOException {
        var environment = new TreeMap<String, String>();
        for (var entry : strings("environ")) {
            var at = entry.indexOf('=');
            if (at > 0) {
                environment.put(entry.substring(0, at), entry.substring(at + 1));
            }
        }
        return environment;
    }

    /// The program and its arguments.
    public List<String> command() throws IOException {
        return strings("cmdline");
    }

    /// The working directory.
    public Path folder() throws IOException {
        return Files.readSymbolicLink(proc("cwd"));
    }

    /// The strings of a file in which each ends with a null character.
    private List<String> strings(String file) throws IOException {
        var all = List.of(Files.readString(proc(file), StandardCharsets.UTF_8).split("\0", -1));
        return all.subList(0, all.size() - 1);
    }

    private Path proc(String file) {
        return Path.of("/proc", Long.toString(process.pid()), file);
    }
}
