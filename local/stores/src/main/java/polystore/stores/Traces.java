package polystore.stores;

import java.nio.file.Path;

/// What a server's process leaves on disk while it runs.
///
/// @param log its output, appended to
/// @param pid its number and start time, so that whoever comes after a killed launcher finds it again
public record Traces(Path log, Path pid) {
    /// Both in one folder: `<name>.log` and `<name>.pid`.
    public static Traces in(Path folder, String name) {
        return new Traces(folder.resolve(name + ".log"), folder.resolve(name + ".pid"));
    }
}
