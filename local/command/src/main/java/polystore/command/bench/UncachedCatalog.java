package polystore.command.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import polystore.command.home.Home;
import polystore.command.home.StackTls;
import polystore.command.stack.RunningComponent;
import polystore.stores.ServerProcess;

/// A second instance of the catalog service, started as the running one is but with `CATALOG_CACHE=false`.
record UncachedCatalog(ServerProcess server, URI address) implements AutoCloseable {
    private static final Duration START_MAX = Duration.ofMinutes(2);

    static UncachedCatalog start(RunningComponent catalog, Home home) throws IOException {
        var environment = catalog.environment();
        var port = freePort();
        environment.put("HTTP_PORT", Integer.toString(port));
        environment.put("CATALOG_CACHE", "false");
        var server = ServerProcess.start(
                catalog.command(), catalog.folder(), environment, home.processFiles("catalog-uncached"));
        var uncached = new UncachedCatalog(server, URI.create(StackTls.address(home, port)));
        server.await("the catalog service without caches", uncached::isReady, START_MAX);
        return uncached;
    }

    ProcessHandle process() {
        return server.process().toHandle();
    }

    @Override
    public void close() {
        server.close();
    }

    private boolean isReady() throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(address.resolve("/q/health/ready"))
                    .timeout(Duration.ofSeconds(2))
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
