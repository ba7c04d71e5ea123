package polystore.command.bench;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import polystore.command.home.Home;
import polystore.command.home.StackTls;
import polystore.command.services.ReadyProbe;
import polystore.command.stack.RunningComponent;
import polystore.stores.FreePort;
import polystore.stores.ServerProcess;

/// A second instance of the catalog service, started as the running one is but with `CATALOG_CACHE=false`.
record UncachedCatalog(ServerProcess server, URI address) implements AutoCloseable {
    private static final Duration START_MAX = Duration.ofMinutes(2);

    static UncachedCatalog start(RunningComponent catalog, Home home) throws IOException {
        var environment = catalog.environment();
        var port = FreePort.next();
        environment.put("HTTP_PORT", Integer.toString(port));
        environment.put("CATALOG_CACHE", "false");
        var server = ServerProcess.start(
                catalog.command(), catalog.folder(), environment, home.processFiles("catalog-uncached"));
        var uncached = new UncachedCatalog(server, URI.create(StackTls.address(home, port)));
        server.await(
                "the catalog service without caches",
                () -> ReadyProbe.isReady(StackTls.address(home, port)),
                START_MAX);
        return uncached;
    }

    ProcessHandle process() {
        return server.process().toHandle();
    }

    @Override
    public void close() {
        server.close();
    }
}
