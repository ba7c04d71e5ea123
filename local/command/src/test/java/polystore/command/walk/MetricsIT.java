package polystore.command.walk;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import polystore.command.documentation.DocumentedMeter;
import polystore.command.documentation.LibraryMeter;
import polystore.command.documentation.MeterSource;
import polystore.command.seed.Gateway;
import polystore.command.services.Service;

/// The services expose the metrics that `docs/metrics.md` lists, by these names, types and labels, and none of ours
/// besides.
@ExtendWith(WholeStack.class)
class MetricsIT {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final LocalStack stack;

    MetricsIT(LocalStack stack) {
        this.stack = stack;
    }

    @ParameterizedTest
    @EnumSource(Service.class)
    void exposesWhatThePageListsAndNothingElseOfOurs(Service service) throws Exception {
        var exposed = Exposed.of(metrics(service));
        var listed = listed(service);

        assertThat(ours(exposed)).containsExactlyInAnyOrderElementsOf(listed.keySet());
        assertThat(listed).isNotEmpty().allSatisfy((name, meter) -> {
            assertThat(exposed.types()).containsEntry(name, meter.type());
            assertThat(exposed.labels().get(name)).as(name).isEqualTo(Set.copyOf(meter.labels()));
        });
    }

    @ParameterizedTest
    @EnumSource(Service.class)
    void exposesTheMetricsOfLibrariesThatThePageLists(Service service) throws Exception {
        var listed = LibraryMeter.ALL.stream()
                .filter(meter -> meter.services().contains(service.label()))
                .map(LibraryMeter::name)
                .toList();
        assertThat(listed).isNotEmpty();
        assertThat(Exposed.of(metrics(service)).types().keySet()).containsAll(listed);
    }

    @Test
    void readsTypesAndLabels() {
        var exposed = Exposed.of("""
                # TYPE polystore_a_total counter
                polystore_a_total{topic="a,b=\\"c\\"",group="g"} 1.0
                # TYPE polystore_b_seconds histogram
                polystore_b_seconds_bucket{route="r",le="0.005"} 0
                polystore_b_seconds_count{route="r"} 0
                # TYPE polystore_c gauge
                polystore_c 1.0E-4
                """);
        assertThat(exposed.types())
                .isEqualTo(Map.of(
                        "polystore_a_total", "counter", "polystore_b_seconds", "histogram", "polystore_c", "gauge"));
        assertThat(exposed.labels())
                .isEqualTo(Map.of(
                        "polystore_a_total", Set.of("topic", "group"),
                        "polystore_b_seconds", Set.of("route"),
                        "polystore_c", Set.of()));
    }

    private static Map<String, DocumentedMeter> listed(Service service) {
        return Arrays.stream(MeterSource.values())
                .filter(source -> source.isIn(service.label()))
                .flatMap(source -> source.meters().values().stream())
                .collect(Collectors.toMap(DocumentedMeter::name, meter -> meter, (one, _) -> one, TreeMap::new));
    }

    /// Micrometer adds the largest recent value to each timer.
    private static Set<String> ours(Exposed exposed) {
        var names = new TreeSet<>(exposed.types().keySet());
        names.removeIf(name -> !name.startsWith("polystore_") || name.endsWith("_seconds_max"));
        return names;
    }

    /// The gateway forwards a request first, because a route has no timer before its first request.
    private String metrics(Service service) throws Exception {
        var operator = stack.run("token", "--role", "operator").lastLine();
        assertThat(Gateway.of(stack.gateway(), operator)
                        .get("/v1/products?limit=1")
                        .ok())
                .isTrue();
        var request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + service.port(stack.ports()) + "/q/metrics"))
                .header("Authorization", "Bearer " + operator)
                .build();
        var answer = HTTP.send(request, BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }
}
