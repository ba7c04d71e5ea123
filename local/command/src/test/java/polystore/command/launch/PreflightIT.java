package polystore.command.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import polystore.command.home.Home;
import polystore.command.home.Ports;
import polystore.command.services.ClassArchive;
import polystore.command.services.Migration;
import polystore.command.services.Service;
import polystore.stores.ServerProcess;

class PreflightIT {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void stopsAMigrationAndAnArchivingThatOutlivedTheirLauncher() throws Exception {
        var home = new Home(folder.resolve("home"), folder);
        var names = List.of(Migration.processName(Service.CATALOG), ClassArchive.processName(Service.GATEWAY));
        var left = names.stream()
                .map(name -> ServerProcess.start(List.of("sleep", "600"), folder, Map.of(), home.processFiles(name)))
                .toList();
        assertThat(new Preflight(home, Ports.of(Map.of()), Map.of()).stopOrphans())
                .containsExactlyElementsOf(names);
        for (var process : left) {
            assertThat(process.process().waitFor(20, TimeUnit.SECONDS)).isTrue();
        }
    }
}
