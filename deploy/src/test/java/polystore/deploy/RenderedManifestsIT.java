package polystore.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// Both overlays are what Kubernetes and the operators take: no unknown field, nothing twice, nothing that overlays
/// should have replaced.
class RenderedManifestsIT {
    static final java.util.List<String> OVERLAYS = Manifests.OVERLAYS;

    /// The manifests are to be read by people: `deploy/kubernetes` is held to hundreds of lines.
    private static final int LINES_MAX = 1_200;

    @ParameterizedTest
    @FieldSource("OVERLAYS")
    void kindsOfKubernetesHaveNoUnknownField(String overlay) {
        var own = Manifests.of(overlay).objects().stream()
                .filter(StrictModels::knows)
                .toList();
        assertThat(own)
                .hasSizeGreaterThan(20)
                .allSatisfy(object -> assertThat(StrictModels.parse(object)).isNotNull());
    }

    @Test
    void aMisspeltFieldOfKubernetesIsFound() {
        ObjectNode deployment =
                Manifests.of("local").one("Deployment", "orders").deepCopy();
        ((ObjectNode) deployment.at("/spec/template/spec/containers/0")).put("readinesProbe", "");
        assertThatThrownBy(() -> StrictModels.parse(deployment)).hasMessageContaining("readinesProbe");
    }

    @ParameterizedTest
    @FieldSource("OVERLAYS")
    void kindsOfOperatorsFollowTheirSchemas(String overlay, @TempDir Path folder) throws IOException {
        var result = kubeconform(Manifests.of(overlay).yaml(), folder);
        assertThat(result.text()).contains("Invalid: 0, Errors: 0");
        assertThat(result.code()).as(result.text()).isZero();
    }

    @Test
    void aMisspeltFieldOfAnOperatorIsFound(@TempDir Path folder) throws IOException {
        var yaml = Manifests.of("local")
                .yaml()
                .replace("replicas: 1\n  topicName", "replicas: 1")
                .replace("partitions: 6", "partition: 6");
        var result = kubeconform(yaml, folder);
        assertThat(result.text()).contains("additional properties 'partition' not allowed");
        assertThat(result.code()).isNotZero();
    }

    @ParameterizedTest
    @FieldSource("OVERLAYS")
    void nothingIsThereTwiceAndNoPlaceholderIsLeft(String overlay) {
        var manifests = Manifests.of(overlay);
        var seen = new HashSet<String>();
        assertThat(manifests.objects())
                .allSatisfy(object -> assertThat(seen.add(object.path("kind").asText() + " " + Manifests.name(object)))
                        .as("%s", object)
                        .isTrue());
        assertThat(manifests.yaml()).doesNotContain("every-", "registry/polystore", ":version", "name: any");
        assertThat(manifests.objects())
                .allSatisfy(
                        object -> assertThat(object.at("/metadata/namespace").asText("polystore"))
                                .isEqualTo("polystore"));
    }

    @Test
    void thereAreNoMoreLinesThanOnePersonReads() throws IOException {
        try (var files = Files.walk(Checkout.KUBERNETES)) {
            Stream<Path> yaml = files.filter(file -> file.toString().endsWith(".yaml"));
            assertThat(yaml.mapToLong(file -> Checkout.text(file).lines().count())
                            .sum())
                    .isBetween(500L, (long) LINES_MAX);
        }
    }

    private static Tool.Result kubeconform(String yaml, Path folder) throws IOException {
        var kubeconform = Tool.named("kubeconform");
        var schemas = OperatorSchemas.in(folder);
        var file = Files.writeString(folder.resolve("manifests.yaml"), yaml);
        return kubeconform.run(
                "-strict", "-summary", "-skip", StrictModels.kinds(), "-schema-location", schemas, file.toString());
    }
}
