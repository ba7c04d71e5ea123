package polystore.command.deadletters;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import polystore.command.Polystore;
import polystore.command.identity.SigningKey;
import polystore.command.identity.Tokens;
import polystore.command.seed.Gateway;
import polystore.command.seed.Gateway.Answer;
import polystore.command.stack.StatusFile;

/// The consumers of the running stack, called over HTTP as an operator.
public final class Consumers {

    private static final List<String> SERVICES = List.of("orders", "catalog", "analytics");
    private static final Duration TOKEN = Duration.ofMinutes(10);
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Gateway gateway;

    private Consumers(Gateway gateway) {
        this.gateway = gateway;
    }

    /// A consumer group of a service, with its state as the service answers it.
    record Consumer(String service, String group, JsonNode state) {

        String path() {
            return "/v1/dead-letters/" + service + "/" + group;
        }
    }

    /// @throws IllegalStateException when no stack is running
    public static Consumers ofRunningStack() {
        var home = Polystore.home();
        var snapshot = StatusFile.ofRunning(home)
                .orElseThrow(() -> new IllegalStateException("Nothing is running. Start it with ./polystore up"));
        var token = new Tokens(SigningKey.in(home.keys())).sign("operator", operator(), Instant.now(), TOKEN);
        return new Consumers(Gateway.of(snapshot.gateway(), token));
    }

    /// The state of every consumer, each with the fields `service`, `consumer`, `topic`, `lagRecords`, `lagSeconds`,
    /// `letters`, `waiting`.
    public List<JsonNode> states() {
        return all().stream().map(Consumer::state).toList();
    }

    List<Consumer> all() {
        var all = new ArrayList<Consumer>();
        for (var service : SERVICES) {
            for (var item : get("/v1/dead-letters/" + service).path("items")) {
                ObjectNode state = item.deepCopy();
                state.put("service", service);
                all.add(new Consumer(service, item.path("consumer").asText(), state));
            }
        }
        return all;
    }

    /// @throws IllegalArgumentException naming the known ones, when there is no such consumer
    Consumer named(String group) {
        var all = all();
        return all.stream()
                .filter(it -> it.group().equals(group))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no consumer " + group + ". Consumers: "
                        + all.stream().map(Consumer::group).collect(Collectors.joining(", "))));
    }

    /// All open letters of a consumer.
    ///
    /// @param key of the records; null for all
    List<JsonNode> letters(Consumer consumer, @Nullable String key) {
        var letters = new ArrayList<JsonNode>();
        var filter = "?limit=100" + (key == null ? "" : "&key=" + encoded(key));
        var page = get(consumer.path() + filter);
        page.path("items").forEach(letters::add);
        while (page.hasNonNull("next")) {
            page = get(consumer.path() + filter + "&cursor=" + page.path("next").asText());
            page.path("items").forEach(letters::add);
        }
        return letters;
    }

    JsonNode get(String path) {
        return body(gateway.get(path));
    }

    /// @return the result, or the problem when nothing could be applied; empty when the letter is not open any more
    Optional<JsonNode> replay(Consumer consumer, String id, String reason, boolean dryRun) {
        var answer = decide(consumer, id, "replay", reason, dryRun);
        return switch (answer.status()) {
            case NOT_FOUND -> Optional.empty();
            case CONFLICT -> Optional.of(json(answer));
            default -> Optional.of(body(answer));
        };
    }

    JsonNode discard(Consumer consumer, String id, String reason, boolean dryRun) {
        return body(decide(consumer, id, "discard", reason, dryRun));
    }

    private Answer decide(Consumer consumer, String id, String action, String reason, boolean dryRun) {
        var form = JSON.createObjectNode().put("reason", reason).put("dryRun", dryRun);
        return gateway.post(consumer.path() + "/" + encoded(id) + "/" + action, form.toString(), Map.of());
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static JsonNode body(Answer answer) {
        var json = json(answer);
        if (!answer.ok()) {
            throw new IllegalStateException(answer.status() + " "
                    + json.path("title").asText() + ": " + json.path("detail").asText());
        }
        return json;
    }

    private static JsonNode json(Answer answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(answer.status() + " " + answer.body(), e);
        }
    }

    /// The name of the user of this machine, stored with each decision.
    private static String operator() {
        var name = System.getProperty("user.name", "").replaceAll("[^A-Za-z0-9._-]", "-");
        return name.isEmpty() ? "operator-1" : name.substring(0, Math.min(name.length(), 64));
    }
}
