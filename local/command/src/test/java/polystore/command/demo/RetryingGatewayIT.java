package polystore.command.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import polystore.command.identity.SigningKey;
import polystore.command.identity.Tokens;

class RetryingGatewayIT {
    private static final int NEVER = Integer.MAX_VALUE;

    private final List<Duration> waits = new ArrayList<>();
    private final AtomicInteger asked = new AtomicInteger();
    private final HttpServer server;
    private int refusals;
    private int refusal;

    @TempDir
    private Path keys = Path.of("");

    RetryingGatewayIT() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    @BeforeEach
    void start() {
        server.createContext("/", exchange -> {
            try (exchange) {
                var refused = asked.getAndIncrement() < refusals;
                if (refused) {
                    exchange.getResponseHeaders().set("Retry-After", "3");
                }
                exchange.getResponseHeaders().set("ETag", "\"7\"");
                var body = "{\"detail\":\"Wait.\"}".getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(refused ? refusal : 200, body.length);
                exchange.getResponseBody().write(body);
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void waitsForRetryAfterAndRepeatsTheCall() {
        refusals = 2;
        refusal = 429;

        var answer = gateway().post(Caller.customer("c-1"), "/v1/orders", Map.of(), Map.of());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.etag()).isEqualTo("\"7\"");
        assertThat(waits).containsExactly(Duration.ofSeconds(3), Duration.ofSeconds(3));
    }

    @Test
    void givesUpAfterAMinuteOfWaiting() {
        refusals = NEVER;
        refusal = 503;

        assertThatThrownBy(() -> gateway().get(Caller.staff(), "/v1/products"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("60 s")
                .hasMessageContaining("Wait.");
        assertThat(waits.stream().mapToLong(Duration::toSeconds).sum()).isEqualTo(60);
    }

    @Test
    void aRefusalByRuleIsAnsweredAtOnce() {
        server.removeContext("/");
        server.createContext("/", exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(422, -1);
            }
        });

        assertThat(gateway().get(Caller.staff(), "/v1/products").status()).isEqualTo(422);
        assertThat(waits).isEmpty();
    }

    @Test
    void saysHowToStartTheStackWhereNothingAnswers() {
        server.stop(0);

        assertThatThrownBy(gateway()::requireReachable).hasMessageContaining("./polystore up");
    }

    private RetryingGateway gateway() {
        var tokens = new TokenCache(new Tokens(SigningKey.in(keys)), Clock.systemUTC());
        return new RetryingGateway("http://127.0.0.1:" + server.getAddress().getPort(), tokens, waits::add);
    }
}
