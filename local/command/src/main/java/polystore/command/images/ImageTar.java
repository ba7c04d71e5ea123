package polystore.command.images;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import com.google.cloud.tools.jib.api.buildplan.Port;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Writes an image as a tar file that `docker load` and `kind load image-archive` take.
///
/// @param base the image with the C library, or `scratch`
/// @param name of the image, with its tag
record ImageTar(String base, String name) {
    private static final AbsoluteUnixPath RUNTIME = AbsoluteUnixPath.get("/opt/java");
    private static final AbsoluteUnixPath APPLICATION = AbsoluteUnixPath.get("/application");
    private static final int PORT = 8080;

    /// The layers that change least come first, so that a new version replaces only the last, with our jars and the
    /// cache.
    void write(ImageProgram program, JavaRuntime runtime, Path tar) throws Exception {
        var java = RUNTIME + "/bin/java";
        image().addFileEntriesLayer(layer("runtime", runtime.folder(), RUNTIME))
                .addFileEntriesLayer(layer("libraries", program.folder().resolve("lib"), APPLICATION.resolve("lib")))
                .addFileEntriesLayer(
                        layer("quarkus", program.folder().resolve("quarkus"), APPLICATION.resolve("quarkus")))
                .addFileEntriesLayer(application(program))
                .setWorkingDirectory(APPLICATION)
                .setUser("10001:10001")
                .addExposedPort(Port.tcp(PORT))
                .setEntrypoint(JavaRuntime.command(java, List.of("-XX:AOTCache=application.aot")))
                .setCreationTime(FileTimes.TIME)
                .containerize(Containerizer.to(TarImage.at(tar).named(name)).setToolName("polystore"));
    }

    private JibContainerBuilder image() throws Exception {
        return base.equals("scratch") ? Jib.fromScratch() : Jib.from(base);
    }

    private static FileEntriesLayer application(ImageProgram program) throws IOException {
        var layer = builder("application");
        add(layer, program.folder().resolve("app"), APPLICATION.resolve("app"));
        for (var file : List.of("quarkus-run.jar", "application.aot")) {
            entry(layer, program.folder().resolve(file), APPLICATION.resolve(file));
        }
        return layer.build();
    }

    private static FileEntriesLayer layer(String layerName, Path folder, AbsoluteUnixPath target) throws IOException {
        var layer = builder(layerName);
        add(layer, folder, target);
        return layer.build();
    }

    private static FileEntriesLayer.Builder builder(String layerName) {
        return FileEntriesLayer.builder().setName(layerName);
    }

    private static void add(FileEntriesLayer.Builder layer, Path folder, AbsoluteUnixPath target) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
                entry(layer, file, target.resolve(folder.relativize(file)));
            }
        }
    }

    private static void entry(FileEntriesLayer.Builder layer, Path file, AbsoluteUnixPath target) {
        var permissions = FilePermissions.fromOctalString(Files.isExecutable(file) ? "755" : "644");
        layer.addEntry(file, target, permissions, FileTimes.TIME);
    }
}
