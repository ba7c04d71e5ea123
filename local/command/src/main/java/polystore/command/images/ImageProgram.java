package polystore.command.images;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import polystore.command.home.Home;
import polystore.command.services.ProgramCopy;
import polystore.command.services.Service;

/// The program of a service as it stands in its image.
///
/// @param folder its own, with the jars and, once trained, the cache
record ImageProgram(Service service, Path folder) {
    /// Copies what Maven built.
    static ImageProgram of(Service service, Home home, Path target) throws IOException {
        var folder = target.resolve(service.label());
        Files.createDirectories(folder);
        ProgramCopy.refresh(service.built(home), folder);
        FileTimes.fix(folder);
        return new ImageProgram(service, folder);
    }

    /// What the JVM learned in training: classes loaded and linked, and profiles of hot methods (JEP 483, 514, 515).
    Path cache() {
        return folder.resolve("application.aot");
    }
}
