package polystore.stores;

import java.nio.file.Path;

/// The files of a server's process.
///
/// @param log its output; each start appends
/// @param pid its process id and start time, so that a later launcher finds it when the first was killed
public record ProcessFiles(Path log, Path pid) {
    /// Both in one folder: `<name>.log` and `<name>.pid`.
    public static ProcessFiles in(Path folder, String name) {
        return new ProcessFiles(folder.resolve(name + ".log"), folder.resolve(name + ".pid"));
    }
}
