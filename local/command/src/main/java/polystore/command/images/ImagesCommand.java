package polystore.command.images;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import polystore.command.Polystore;
import polystore.command.home.Ports;
import polystore.command.services.Service;
import polystore.command.stack.StatusFile;

/// `images`: builds an image of each service as a tar file, without Docker.
@Command(
        name = "images",
        description = "Build the images of the services as tar files, without Docker. The stack must be running: the"
                + " training run of each service uses it.",
        mixinStandardHelpOptions = true)
public final class ImagesCommand implements Callable<Integer> {
    @Option(
            names = "--base",
            defaultValue = "debian:12.12-slim",
            description = "Base image, with a C library (${DEFAULT-VALUE}); `scratch` for none.")
    private String base = "";

    @Option(
            names = "--name",
            defaultValue = "localhost/polystore-%s:1.0.0",
            description = "Name of the images, with %%s for the service (${DEFAULT-VALUE}).")
    private String name = "";

    @Option(names = "--only", split = ",", description = "Services to build; all if omitted.")
    private @Nullable List<String> only;

    @Option(names = "--folder", description = "Folder for the images; .polystore/images if omitted.")
    private @Nullable Path folder;

    @Option(names = "--no-tar", description = "Write no tar files, only the folder that the Dockerfile copies.")
    private boolean noTar;

    @Override
    public Integer call() throws Exception {
        var home = Polystore.home();
        var status = StatusFile.ofRunning(home)
                .orElseThrow(() ->
                        new IllegalStateException("The stack is not running. Start it with ./polystore up --detach"));
        var target = folder == null ? home.folder().resolve("images") : folder.toAbsolutePath();
        var runtime = JavaRuntime.in(target.resolve("runtime"));
        var ports = Ports.of(System.getenv());
        for (var service : Service.named(only)) {
            var program = ImageProgram.of(service, home, target);
            new Training(new ImageRun(program, runtime, new TrainingLoad(home, ports), status)).run();
            if (!noTar) {
                var tar = target.resolve(service.label() + ".tar");
                new ImageTar(base, name.formatted(service.label())).write(program, runtime, tar);
                System.out.println(tar);
            }
        }
        return 0;
    }
}
