package polystore.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// The objects that an overlay creates in a cluster.
///
/// @param yaml as `kustomize build` prints it
record Manifests(String yaml, List<JsonNode> objects) {
    static final List<String> OVERLAYS = List.of("local", "production");
    private static final Map<String, Manifests> RENDERED = new ConcurrentHashMap<>();

    /// An overlay, rendered by the real kustomize once for all tests.
    static Manifests of(String overlay) {
        var kustomize = Tool.named("kustomize");
        return RENDERED.computeIfAbsent(
                overlay,
                name -> parsed(kustomize.output(
                        "build",
                        Checkout.KUBERNETES.resolve("overlays").resolve(name).toString())));
    }

    static Manifests parsed(String yaml) {
        var mapper = new YAMLMapper();
        try (var documents = mapper.readerFor(JsonNode.class).<JsonNode>readValues(yaml)) {
            var objects = new ArrayList<JsonNode>();
            documents.forEachRemaining(objects::add);
            return new Manifests(yaml, List.copyOf(objects));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Stream<JsonNode> all(String kind) {
        return objects.stream().filter(object -> object.path("kind").asText().equals(kind));
    }

    Optional<JsonNode> find(String kind, String name) {
        return all(kind).filter(object -> name(object).equals(name)).findFirst();
    }

    JsonNode one(String kind, String name) {
        return find(kind, name).orElseThrow(() -> new AssertionError("There is no " + kind + " " + name));
    }

    Set<String> names(String kind) {
        return all(kind).map(Manifests::name).collect(java.util.stream.Collectors.toCollection(TreeSet::new));
    }

    static String name(JsonNode object) {
        return object.at("/metadata/name").asText();
    }
}
