package polystore.command.home;

import java.nio.file.Path;
import java.util.Map;
import polystore.stores.ProcessFiles;

/// The folder of one local stack; the stack writes nowhere else.
///
/// @param checkout the folder with the sources and the built services
public record Home(Path folder, Path checkout) {
    /// The home that the environment of this process names.
    public static Home ofThisProcess() {
        return of(System.getenv(), checkoutOfThisProcess());
    }

    /// The folder of the sources, which the front script passes; by default the working directory.
    public static Path checkoutOfThisProcess() {
        return Path.of(System.getProperty("polystore.checkout", System.getProperty("user.dir")));
    }

    /// `POLYSTORE_HOME`, or `.polystore` in the checkout.
    public static Home of(Map<String, String> environment, Path checkout) {
        var given = Variable.POLYSTORE_HOME.in(environment);
        var folder = given.isBlank() ? checkout.resolve(".polystore") : Path.of(given);
        return new Home(
                folder.toAbsolutePath().normalize(), checkout.toAbsolutePath().normalize());
    }

    /// Persistent data: one folder per store, and per kind of server where the data of two kinds must not mix.
    public Path data(String store) {
        return folder.resolve("data").resolve(store);
    }

    public Path logs() {
        return folder.resolve("logs");
    }

    public Path log(String component) {
        return logs().resolve(component + ".log");
    }

    /// Pid files, the launcher's lock and its status file; not needed while nothing runs.
    public Path run() {
        return folder.resolve("run");
    }

    public Path secrets() {
        return folder.resolve("secrets");
    }

    /// Certificates and keys of a stack with TLS.
    public Path tls() {
        return folder.resolve("tls");
    }

    public Path keys() {
        return folder.resolve("keys");
    }

    /// Unpacked or downloaded programs; `down --wipe` keeps them, because they contain no data and take long to
    /// download.
    public Path programs() {
        return folder.resolve("programs");
    }

    /// Marker files for steps that are done once, such as the seed.
    public Path marks() {
        return folder.resolve("marks");
    }

    public Path statusFile() {
        return run().resolve("status.json");
    }

    public Path launcherLock() {
        return run().resolve("launcher.lock");
    }

    public ProcessFiles processFiles(String component) {
        return new ProcessFiles(log(component), run().resolve(component + ".pid"));
    }
}
