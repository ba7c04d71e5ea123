package polystore.command.images;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import polystore.command.home.Home;
import polystore.command.home.Ports;
import polystore.command.services.Service;
import polystore.command.stack.RunningComponent;
import polystore.command.stack.Snapshot;
import polystore.stores.ProcessFiles;
import polystore.stores.ServerProcess;

/// Runs a second instance of a service with the command of its image and the environment of the instance in the
/// stack.
public final class ImageRun {
    /// The memory of a small container: the object layout in the cache depends on the heap size.
    private static final String MEMORY = "-XX:MaxRAM=512m";

    private final ImageProgram program;
    private final JavaRuntime runtime;
    private final TrainingLoad load;
    private final Snapshot status;

    ImageRun(ImageProgram program, JavaRuntime runtime, TrainingLoad load, Snapshot status) {
        this.program = program;
        this.runtime = runtime;
        this.load = load;
        this.status = status;
    }

    /// With the runtime and the cache of `./polystore images`, which are created when they are missing.
    public static ImageRun of(Service service, Home home, Ports ports, Snapshot status)
            throws IOException, InterruptedException {
        var folder = home.folder().resolve("images");
        var runtime = JavaRuntime.in(folder.resolve("runtime"));
        var program = ImageProgram.of(service, home, folder);
        var run = new ImageRun(program, runtime, new TrainingLoad(home, ports), status);
        new Training(run).run();
        return run;
    }

    /// Starts it with the AOT cache of the image.
    public ServerProcess startCached(int port) throws IOException {
        return start(port, List.of("-XX:AOTCache=" + program.cache().getFileName()));
    }

    /// Starts it as a plain fast-jar, with the class archive of the JDK and none of the image's options.
    public ServerProcess startPlain(int port) throws IOException {
        return ServerProcess.start(runtime.plainCommand(List.of(MEMORY)), program.folder(), environment(port), files());
    }

    /// The calls of the training load to a server at this port; the first is a GET. Signing their tokens is slow, so a
    /// measurement asks for them once.
    public List<String> requests(int port) {
        return load.requests(program.service(), port);
    }

    /// One of the requests with an idempotency key of its own, as HTTP/1.1.
    public static byte[] bytes(String request) {
        return request.replace(TrainingLoad.KEY, UUID.randomUUID().toString()).getBytes(StandardCharsets.US_ASCII);
    }

    public String address(int port) {
        return load.address(port);
    }

    ImageProgram program() {
        return program;
    }

    TrainingLoad load() {
        return load;
    }

    ProcessFiles files() {
        var label = program.service().label();
        return new ProcessFiles(
                program.folder().resolveSibling(label + ".log"),
                program.folder().resolveSibling(label + ".pid"));
    }

    ServerProcess start(int port, List<String> options) throws IOException {
        var all = new ArrayList<>(options);
        all.add(MEMORY);
        return ServerProcess.start(
                JavaRuntime.command(runtime.java().toString(), all), program.folder(), environment(port), files());
    }

    private Map<String, String> environment(int port) throws IOException {
        var environment = RunningComponent.of(status, program.service().label()).environment();
        environment.put("HTTP_PORT", Integer.toString(port));
        environment.put("QUOTA_PER_SECOND", Integer.toString(TrainingLoad.REQUESTS_PER_SECOND_MAX));
        environment.put("QUOTA_BURST", Integer.toString(TrainingLoad.REQUESTS_PER_SECOND_MAX));
        return environment;
    }
}
