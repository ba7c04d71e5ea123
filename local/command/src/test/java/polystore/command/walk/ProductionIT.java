package polystore.command.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import polystore.command.home.Secrets;

/// The services as they are packaged, in their default profile, `prod`.
@ExtendWith(WholeStack.class)
class ProductionIT {
    private static final long END_SECONDS_MAX = 60;

    private final LocalStack stack;

    @TempDir
    private Path folder = Path.of("");

    ProductionIT(LocalStack stack) {
        this.stack = stack;
    }

    @Test
    void anUnsafeOrdersServiceDoesNotStartAndNamesAllFaultsAtOnce() throws Exception {
        var postgres = "jdbc:postgresql://127.0.0.1:" + stack.ports().postgres() + "/orders";
        var owner = new Secrets(stack.home().secrets()).user("orders_owner");

        var said = refused(
                "orders",
                Map.of(
                        "POSTGRES_URL",
                        postgres,
                        "POSTGRES_USER",
                        owner.user(),
                        "POSTGRES_PASSWORD",
                        owner.password(),
                        "POSTGRES_READ_PASSWORD",
                        "changeme",
                        "CURSOR_KEY",
                        "c2hvcnQ=",
                        "JWT_JWKS",
                        "http://issuer.example/jwks"));

        assertThat(said)
                .contains("The service orders does not start:")
                .contains("CURSOR_KEY must be base64")
                .contains("JWT_JWKS is without TLS")
                .contains("KAFKA_SECURITY_PROTOCOL is without TLS")
                .contains("MASTER_KEYS must be")
                .contains("POSTGRES_READ_PASSWORD is a well-known password")
                .contains("POSTGRES_READ_URL is without TLS")
                .contains("POSTGRES_URL is without TLS")
                .contains("POSTGRES_USER orders_owner may change the schema");
    }

    @Test
    void logsAreJsonObjectsOneALine() throws Exception {
        var output = folder.resolve("gateway.log");
        var nowhere = "https://127.0.0.1:9";
        var process = start(
                "gateway",
                Map.of(
                        "REDIS_URI",
                        "rediss://gateway:" + UUID.randomUUID() + "@127.0.0.1:9",
                        "ORDERS_URL",
                        nowhere,
                        "CATALOG_URL",
                        nowhere,
                        "ANALYTICS_URL",
                        nowhere,
                        "JWT_JWKS",
                        nowhere),
                output);
        try {
            await().atMost(Duration.ofSeconds(END_SECONDS_MAX))
                    .until(() -> Files.readString(output), text -> text.contains("Profile prod activated"));
        } finally {
            process.destroyForcibly().waitFor();
        }
        for (var line : Files.readAllLines(output)) {
            assertThat(new ObjectMapper().readTree(line).fieldNames())
                    .toIterable()
                    .contains("timestamp", "level", "loggerName", "message", "mdc");
        }
    }

    @Test
    void anUnsafeGatewayDoesNotStartEither() throws Exception {
        assertThat(refused("gateway", Map.of("REDIS_URI", "redis://gateway:gateway@127.0.0.1:6379")))
                .contains("The service gateway does not start:")
                .contains("REDIS_URI has the user's name as password")
                .contains("REDIS_URI is without TLS", "ORDERS_URL is without TLS")
                .doesNotContain("POSTGRES");
    }

    @Test
    void theLocalStackLogsTheUnsafeSettingsThatItAllows() throws IOException {
        assertThat(stack.home().log("orders"))
                .content()
                .contains("The profile local allows these settings, which production refuses: ")
                .contains("POSTGRES_URL is without TLS");
    }

    private String refused(String service, Map<String, String> environment) throws IOException, InterruptedException {
        var output = folder.resolve(service + ".log");
        var process = start(service, environment, output);
        try {
            assertThat(process.waitFor(END_SECONDS_MAX, TimeUnit.SECONDS))
                    .as("%s ended", service)
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).isEqualTo(1);
        return Files.readString(output);
    }

    private Process start(String service, Map<String, String> environment, Path output) throws IOException {
        var program = stack.home().programs().resolve(service).resolve("quarkus-run.jar");
        var builder = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        program.toString()))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("HTTP_PORT", "0");
        builder.environment().putAll(environment);
        return builder.start();
    }
}
