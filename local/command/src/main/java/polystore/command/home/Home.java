package polystore.command.home;

import java.nio.file.Path;
import java.util.Map;
import polystore.stores.Traces;

/// The folder of one local stack. Everything the stack writes is in it.
///
/// @param checkout where the sources and the built services are
public record Home(Path folder, Path checkout) {
    /// `POLYSTORE_HOME`, or `.polystore` in the checkout.
    public static Home of(Map<String, String> environment, Path checkout) {
        var given = Variable.POLYSTORE_HOME.in(environment);
        var folder = given.isBlank() ? checkout.resolve(".polystore") : Path.of(given);
        return new Home(
                folder.toAbsolutePath().normalize(), checkout.toAbsolutePath().normalize());
    }

    /// What must survive: one folder per store, and per kind of store where kinds must not mix.
    public Path data(String store) {
        return folder.resolve("data").resolve(store);
    }

    public Path logs() {
        return folder.resolve("logs");
    }

    public Path log(String component) {
        return logs().resolve(component + ".log");
    }

    /// Process numbers, the lock of the launcher and what it says of itself; worthless when nothing runs.
    public Path run() {
        return folder.resolve("run");
    }

    public Path secrets() {
        return folder.resolve("secrets");
    }

    public Path keys() {
        return folder.resolve("keys");
    }

    /// Unpacked or downloaded programs; kept by `down --wipe`, because they cost a download and hold no data.
    public Path programs() {
        return folder.resolve("programs");
    }

    /// Small files that say what was already done, so that it is not done twice.
    public Path marks() {
        return folder.resolve("marks");
    }

    public Path statusFile() {
        return run().resolve("status.json");
    }

    public Path launcherLock() {
        return run().resolve("launcher.lock");
    }

    public Traces traces(String component) {
        return new Traces(log(component), run().resolve(component + ".pid"));
    }
}
