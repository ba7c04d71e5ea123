package polystore.command.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A stack with TLS on every connection: it works as one without TLS, and no packet on the network has readable
/// content.
@ExtendWith({WholeStack.class, EncryptedStack.class})
class TlsIT {

    private static final Duration EXPORT_FAILS_WITHIN = Duration.ofSeconds(60);
    /// The exporter writes a line a minute after the first five.
    private static final int FAILURES_LOGGED_MAX = 30;
    private static final String MARKER = "PLAINTEXT-MARKER-" + Long.toString(System.nanoTime(), 36);

    @Test
    void withTlsTheMarkerIsSeenOnNoConnection(EncryptedStack.Running encrypted) throws Exception {
        try (var capture = capture()) {
            new MarkedOrder(encrypted.stack(), MARKER).walk();

            assertThat(seen(capture, encrypted.stack())).isEmpty();
            assertThat(capture.ports()).doesNotContain(encrypted.stack().ports().kafkaController());
        }
    }

    @Test
    void withoutTlsTheMarkerIsSeenOnEveryConnection(LocalStack plain) throws Exception {
        try (var capture = capture()) {
            new MarkedOrder(plain, MARKER).walk();

            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(seen(capture, plain)).containsAll(links(plain)));
        }
    }

    @Test
    void theGatewaySpeaksHttp2(EncryptedStack.Running encrypted) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(encrypted.stack().gateway() + "/v1/products?limit=1"))
                    .build();
            var response = client.send(request, HttpResponse.BodyHandlers.discarding());

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_2);
        }
    }

    @Test
    void demoTransformAndBenchWork(EncryptedStack.Running encrypted) throws Exception {
        succeed(encrypted.stack(), "demo", "--products", "3", "--orders", "5");
        succeed(encrypted.stack(), "bench", "orders", "--short");
        assertThat(encrypted.stack().run("transform", "verify", "orders").lastLine())
                .contains(" documents, ");
    }

    @Test
    void aNewCertificateIsUsedWithoutARestart(EncryptedStack.Running encrypted) throws Exception {
        var stack = encrypted.stack();
        var before = pids(stack);
        var old = encrypted.tls().certificate().current();

        succeed(stack, "renew-certificate");

        assertThat(encrypted.tls().certificate().current()).isNotEqualTo(old);
        var after = pids(stack);
        // The stand-in for MongoDB cannot reload a certificate.
        assertThat(after).containsAllEntriesOf(without(before, "mongodb"));
        new MarkedOrder(stack, MARKER + "-renewed").walk();
    }

    private static Map<String, Long> pids(LocalStack stack) {
        var pids = new TreeMap<String, Long>();
        stack.status().components().forEach(component -> pids.put(component.name(), component.pid()));
        return pids;
    }

    private static Map<String, Long> without(Map<String, Long> pids, String name) {
        var rest = new TreeMap<>(pids);
        rest.remove(name);
        return rest;
    }

    private static void succeed(LocalStack stack, String... command) throws Exception {
        var run = stack.run(command);
        assertThat(run.code()).as("%s%n%s", List.of(command), run.output()).isZero();
    }

    @Test
    void statusNamesTheAuthorityAndTlsOfEveryStore(EncryptedStack.Running encrypted) throws Exception {
        var status = encrypted.stack().run("status").output();

        assertThat(status).contains("https://127.0.0.1:", "TLS: authority in ");
        assertThat(status.lines().filter(line -> line.matches("(postgresql|kafka|redis|mongodb) .*")))
                .hasSize(4)
                .allMatch(line -> line.endsWith("TLS"));
    }

    @Test
    void noServiceHasASettingWithoutTls(EncryptedStack.Running encrypted) throws Exception {
        for (var service : List.of("orders", "catalog", "analytics", "gateway")) {
            assertThat(Files.readString(encrypted.stack().home().log(service)))
                    .as(service)
                    .doesNotContain("without TLS");
        }
    }

    @Test
    void aCollectorThatIsAwayCostsLogLinesOnly(EncryptedStack.Running encrypted) throws Exception {
        var stack = encrypted.stack();
        new MarkedOrder(stack, "NO-COLLECTOR").walk();
        for (var service : List.of("orders", "catalog", "analytics", "gateway")) {
            var log = stack.home().log(service);
            await().atMost(EXPORT_FAILS_WITHIN)
                    .until(() -> Files.readString(log), text -> text.contains("Failed to export"));
            assertThat(Files.readAllLines(log).stream().filter(line -> line.contains("Failed to export")))
                    .as(service)
                    .hasSizeLessThan(FAILURES_LOGGED_MAX);
        }
    }

    private static LoopbackCapture capture() {
        var capture = LoopbackCapture.of(MARKER);
        Assumptions.assumeTrue(capture.isPresent(), "packets of loopback can be read by root on Linux only");
        return capture.orElseThrow();
    }

    private static Set<Integer> seen(LoopbackCapture capture, LocalStack stack) {
        var seen = new TreeSet<>(capture.ports());
        seen.retainAll(links(stack));
        return seen;
    }

    /// The ports of all servers of a stack.
    private static List<Integer> links(LocalStack stack) {
        var ports = stack.ports();
        return List.of(
                ports.gateway(),
                ports.orders(),
                ports.catalog(),
                ports.analytics(),
                ports.postgres(),
                ports.kafka(),
                ports.redis(),
                ports.mongo());
    }
}
