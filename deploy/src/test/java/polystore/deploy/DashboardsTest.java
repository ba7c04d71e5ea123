package polystore.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The dashboards are in the form that Grafana takes, and each of them is deployed. Whether their queries find data is
/// tested on a running stack.
class DashboardsTest {
    private static final Path FOLDER = Rules.FOLDER.resolve("dashboards");
    private static final int COLUMNS = 24;
    /// A dashboard is one screen or two, read by a person in a hurry.
    private static final int PANELS_MAX = 16;

    static List<Path> dashboards() throws IOException {
        try (var files = Files.list(FOLDER)) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void panelsAreOnTheGridAndDoNotOverlap(Path file) throws IOException {
        var panels = new ObjectMapper().readTree(file.toFile()).path("panels");
        var cells = new HashSet<Map.Entry<Integer, Integer>>();
        var ids = new HashSet<Integer>();
        assertThat(panels.size()).isBetween(5, PANELS_MAX);
        for (var panel : panels) {
            assertThat(ids.add(panel.path("id").asInt())).isTrue();
            var place = panel.path("gridPos");
            for (var x = place.path("x").asInt(); x < right(place); x++) {
                for (var y = place.path("y").asInt(); y < bottom(place); y++) {
                    assertThat(cells.add(Map.entry(x, y)))
                            .as("%s overlaps", panel.path("title"))
                            .isTrue();
                }
            }
            assertThat(right(place)).isLessThanOrEqualTo(COLUMNS);
        }
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void everyPanelHasATitleAUnitAndQueriesWithLegends(Path file) throws IOException {
        for (var panel : new ObjectMapper().readTree(file.toFile()).path("panels")) {
            assertThat(panel.path("title").asText()).isNotBlank();
            assertThat(panel.at("/fieldConfig/defaults/unit").asText()).isNotBlank();
            assertThat(panel.at("/datasource/uid").asText()).isEqualTo("${datasource}");
            assertThat(panel.path("targets")).isNotEmpty().allSatisfy(target -> {
                assertThat(target.path("expr").asText()).isNotBlank();
                assertThat(target.path("legendFormat").asText()).isNotBlank();
            });
        }
    }

    @Test
    void everyDashboardIsDeployed() throws IOException {
        var kustomization = Checkout.text(Rules.FOLDER.resolve("kustomization.yaml"));
        assertThat(dashboards())
                .hasSizeGreaterThanOrEqualTo(6)
                .allSatisfy(file -> assertThat(kustomization).contains("dashboards/" + file.getFileName()));
    }

    private static int right(JsonNode place) {
        return place.path("x").asInt() + place.path("w").asInt();
    }

    private static int bottom(JsonNode place) {
        return place.path("y").asInt() + place.path("h").asInt();
    }
}
