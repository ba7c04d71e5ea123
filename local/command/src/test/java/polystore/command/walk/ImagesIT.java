package polystore.command.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import polystore.command.stack.FreeOffset;
import polystore.stores.ServerProcess;

/// An image is unpacked and its entry point run as a container runtime would: as another user, on a root that cannot be
/// written to, with nothing of this machine but its C library.
@ExtendWith(WholeStack.class)
class ImagesIT {
    private static final List<String> SANDBOX = List.of(
            "bwrap", "--unshare-user", "--unshare-pid", "--die-with-parent", "--uid", "10001", "--gid", "10001");

    private static final Duration START_MAX = Duration.ofMinutes(2);

    @Test
    void anImageServesFromItsCacheAsAnotherUserOnAReadOnlyRoot(LocalStack stack, @TempDir Path folder)
            throws Exception {
        Assumptions.assumeTrue(ServerProcess.onPath("bwrap").isPresent(), "bubblewrap is not installed");
        var built = stack.run(
                "images",
                "--base",
                "scratch",
                "--only",
                "gateway",
                "--folder",
                folder.resolve("images").toString());
        assertThat(built.code()).as(built.output()).isZero();

        var root = Files.createDirectories(folder.resolve("root"));
        var configuration = unpack(folder.resolve("images/gateway.tar"), root);
        assertThat(configuration.path("User").asText()).isEqualTo("10001:10001");
        var port = FreeOffset.ports().gateway();
        var log = folder.resolve("container.log");
        var container = container(stack, root, configuration, port)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        var process = container.start();
        try {
            await().atMost(START_MAX)
                    .pollInterval(Duration.ofMillis(200))
                    .until(() -> serves(port) || !process.isAlive());
            assertThat(process.isAlive()).as(Files.readString(log)).isTrue();
            assertThat(Files.readString(log))
                    .contains("Opened AOT cache application.aot", "Using AOT-linked classes: true")
                    .doesNotContain("Read-only file system");
        } finally {
            process.destroy();
            process.waitFor(START_MAX.toSeconds(), TimeUnit.SECONDS);
        }
    }

    @Test
    void theBenchmarkOfStartsRunsInItsShortForm(LocalStack stack) throws Exception {
        var bench =
                stack.run("bench", "start", "--only", "gateway", "--rounds", "1", "--seconds", "1", "--warm-up", "1");

        assertThat(bench.code()).as(bench.output()).isZero();
        assertThat(bench.output())
                .containsPattern("gateway +\\| start to the first 200, ms +\\| AOT cache +\\d+")
                .containsPattern("gateway +\\| requests/s warm +\\| AOT cache +\\d+");
    }

    private static JsonNode unpack(Path tar, Path root) throws IOException, InterruptedException {
        var parts = Files.createDirectories(root.resolveSibling("parts"));
        run("tar", "-xf", tar.toString(), "-C", parts.toString());
        var json = new ObjectMapper();
        var manifest = json.readTree(parts.resolve("manifest.json").toFile()).get(0);
        for (var layer : manifest.path("Layers")) {
            run(
                    "tar",
                    "--warning=no-unknown-keyword",
                    "-xzf",
                    parts.resolve(layer.asText()).toString(),
                    "-C",
                    root.toString());
        }
        for (var mount : List.of("tmp", "proc", "dev", "usr", "lib", "lib64", "keys")) {
            Files.createDirectories(root.resolve(mount));
        }
        return json.readTree(parts.resolve(manifest.path("Config").asText()).toFile())
                .path("config");
    }

    private static ProcessBuilder container(LocalStack stack, Path root, JsonNode configuration, int port) {
        var command = new ArrayList<>(SANDBOX);
        command.addAll(
                List.of("--ro-bind", root.toString(), "/", "--ro-bind", "/usr", "/usr", "--ro-bind", "/lib", "/lib"));
        command.addAll(List.of(
                "--ro-bind",
                "/lib64",
                "/lib64",
                "--ro-bind",
                stack.home().keys().toString(),
                "/keys"));
        command.addAll(List.of("--proc", "/proc", "--dev", "/dev", "--tmpfs", "/tmp"));
        command.addAll(List.of("--chdir", configuration.path("WorkingDir").asText(), "--clearenv"));
        environment(stack, port).forEach((name, value) -> command.addAll(List.of("--setenv", name, value)));
        configuration.path("Entrypoint").forEach(word -> {
            if (word.asText().equals("-jar")) {
                // A cache that cannot be used is an error here, and a slow start in production.
                command.addAll(List.of("-XX:AOTMode=on", "-Xlog:aot"));
            }
            command.add(word.asText());
        });
        return new ProcessBuilder(command);
    }

    private static Map<String, String> environment(LocalStack stack, int port) {
        var address = "http://127.0.0.1:";
        return Map.of(
                "QUARKUS_PROFILE",
                "local",
                "HTTP_HOST",
                "127.0.0.1",
                "HTTP_PORT",
                Integer.toString(port),
                "JWT_JWKS",
                "file:/keys/jwks.json",
                "ORDERS_URL",
                address + stack.ports().orders(),
                "CATALOG_URL",
                address + stack.ports().catalog(),
                "ANALYTICS_URL",
                address + stack.ports().analytics());
    }

    private static boolean serves(int port) throws InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/products?limit=1"))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static void run(String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).inheritIO().start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(String.join(" ", command)).isZero();
    }
}
