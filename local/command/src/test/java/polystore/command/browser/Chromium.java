package polystore.command.browser;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import polystore.stores.ServerProcess;

/// The installed Chromium without a window, driven by its DevTools protocol: Playwright for Java would add 200
/// MB to what the build downloads.
public final class Chromium implements AutoCloseable {

    private static final Pattern LISTENING = Pattern.compile("DevTools listening on (ws://\\S+)");

    private final Process process;
    private final DevTools tools;

    private Chromium(Process process, DevTools tools) {
        this.process = process;
        this.tools = tools;
    }

    /// The program on the path; empty if none is installed.
    public static Optional<Path> installed() {
        return Stream.of("chromium", "chromium-browser", "google-chrome")
                .flatMap(name -> ServerProcess.onPath(name).stream())
                .map(Path::of)
                .findFirst();
    }

    /// @param profile an empty folder for the files of the browser
    public static Chromium start(Path program, Path profile) throws IOException {
        var process = new ProcessBuilder(
                        program.toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--disable-background-networking",
                        "--no-first-run",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile,
                        "about:blank")
                .redirectErrorStream(true)
                .start();
        return new Chromium(process, new DevTools(address(process.inputReader())));
    }

    /// A new window that shares nothing with the others.
    ///
    /// @param downloads where its downloads are stored
    public Page page(Path downloads) {
        var context = tools.call("Target.createBrowserContext", Map.of())
                .path("browserContextId")
                .asText();
        tools.call(
                "Browser.setDownloadBehavior",
                Map.of("behavior", "allow", "browserContextId", context, "downloadPath", downloads.toString()));
        var target = tools.call("Target.createTarget", Map.of("url", "about:blank", "browserContextId", context))
                .path("targetId")
                .asText();
        var session = tools.call("Target.attachToTarget", Map.of("targetId", target, "flatten", true))
                .path("sessionId")
                .asText();
        return new Page(tools, context, session);
    }

    @Override
    public void close() throws IOException {
        try {
            tools.call("Browser.close", Map.of());
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            tools.close();
        }
    }

    private static URI address(BufferedReader output) throws IOException {
        for (var line = output.readLine(); line != null; line = output.readLine()) {
            var found = LISTENING.matcher(line);
            if (found.find()) {
                drain(output);
                return URI.create(found.group(1));
            }
        }
        throw new IllegalStateException("Chromium ended before it listened for DevTools");
    }

    /// A full pipe would stop the browser.
    private static void drain(BufferedReader output) {
        Thread.ofVirtual().start(() -> {
            try {
                output.transferTo(java.io.Writer.nullWriter());
            } catch (IOException closed) {
                // The browser has ended.
            }
        });
    }
}
