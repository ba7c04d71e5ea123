package polystore.command.images;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import polystore.command.home.Home;
import polystore.command.services.ProgramCopy;
import polystore.command.services.Service;

/// The program of a service as its image contains it.
///
/// @param folder with the jars and, after the training run, the AOT cache
record ImageProgram(Service service, Path folder) {
    /// Copies the program that Maven built.
    static ImageProgram of(Service service, Home home, Path target) throws IOException {
        var folder = target.resolve(service.label());
        Files.createDirectories(folder);
        ProgramCopy.refresh(service.built(home), folder);
        FileTimes.fix(folder);
        return new ImageProgram(service, folder);
    }

    /// The AOT cache written by the training run: loaded and linked classes, and profiles of hot methods (JEP 483,
    /// 514, 515).
    Path cache() {
        return folder.resolve("application.aot");
    }
}
