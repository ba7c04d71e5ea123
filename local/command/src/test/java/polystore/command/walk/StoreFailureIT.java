package polystore.command.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import polystore.command.home.Secrets;
import polystore.command.stack.PortHolder;
import polystore.stores.Credentials;
import polystore.stores.PostgresAddress;

/// A service whose store fails: its readiness check is down and names the store and the remedy, its process keeps
/// running, and it becomes ready again by itself.
@ExtendWith(EncryptedStack.class)
class StoreFailureIT {
    private static final Duration NOTICED_MAX = Duration.ofSeconds(90);

    private final EncryptedStack.Running running;
    private final LocalStack stack;
    private final Map<String, Long> pids = new TreeMap<>();

    StoreFailureIT(EncryptedStack.Running running) {
        this.running = running;
        this.stack = running.stack();
    }

    @BeforeEach
    void everythingIsReady() throws Exception {
        assertThat(stack.run("renew-certificate").code()).isZero();
        awaitReady(
                stack.ports().orders(), stack.ports().catalog(), stack.ports().analytics());
        pids.putAll(services());
    }

    @AfterEach
    void noServiceHasEnded() {
        assertThat(services()).containsAllEntriesOf(pids);
    }

    @Test
    void aWrongPasswordMakesTheServiceUnready() throws Exception {
        var application = new Secrets(stack.home().secrets()).user("orders_app");
        try {
            password(new Credentials(application.user(), "another"));

            awaitUnready(
                    stack.ports().orders(),
                    "PostgreSQL",
                    "password authentication failed",
                    "correct user and password in POSTGRES_USER and POSTGRES_PASSWORD");
        } finally {
            password(application);
        }
        awaitReady(stack.ports().orders());
    }

    @Test
    void aStoreThatDoesNotAnswerMakesTheServiceUnready() throws Exception {
        var mongo = PortHolder.of(stack.ports().mongo()).orElseThrow();
        try {
            signal("-STOP", mongo);

            awaitUnready(stack.ports().catalog(), "MongoDB", "", "start MongoDB, or correct MONGODB_URI");
        } finally {
            signal("-CONT", mongo);
        }
        awaitReady(stack.ports().catalog(), stack.ports().analytics());
    }

    /// A running service does not compare its schema again, so it is restarted.
    @Test
    void anOldSchemaMakesTheServiceUnready() throws Exception {
        var last =
                "where installed_rank = (select max(installed_rank) from flyway_schema_history where version is not null)";
        try {
            execute("orders", "update flyway_schema_history set success = false " + last);
            signal("-TERM", PortHolder.of(stack.ports().orders()).orElseThrow());
            pids.remove("orders");

            awaitUnready(
                    stack.ports().orders(),
                    "PostgreSQL",
                    "missing: migration",
                    "run the migrate step: java -jar quarkus-run.jar migrate");
        } finally {
            execute("orders", "update flyway_schema_history set success = true " + last);
        }
        awaitReady(stack.ports().orders());
    }

    @Test
    void aFullDiskMakesTheServiceUnready() throws Exception {
        Assumptions.assumeTrue(
                running.disk().mounted(), "a file system of its own can be mounted by root on Linux only");
        try {
            running.disk().fill();

            awaitUnready(
                    stack.ports().orders(),
                    "PostgreSQL",
                    "No space left on device",
                    "free space on the disk of PostgreSQL");
        } finally {
            running.disk().free();
        }
        awaitReady(stack.ports().orders(), stack.ports().analytics());
    }

    @Test
    void anExpiredCertificateMakesTheServiceUnready() throws Exception {
        running.tls().certificate().issue(Duration.ofDays(100), Duration.ofDays(90));
        await().atMost(NOTICED_MAX)
                .untilAsserted(() -> assertThat(stack.status().messages())
                        .anyMatch(message -> message.contains("valid until "
                                + running.tls()
                                        .certificate()
                                        .current()
                                        .getNotAfter()
                                        .toInstant())));
        disconnected("orders_app");

        awaitUnready(
                stack.ports().orders(), "PostgreSQL", "", "renew the certificate of PostgreSQL, which has expired");

        assertThat(stack.run("renew-certificate").code()).isZero();
        awaitReady(stack.ports().orders());
    }

    private void awaitUnready(int port, String store, String reason, String remedy) {
        await().atMost(NOTICED_MAX)
                .ignoreExceptionsInstanceOf(IOException.class)
                .untilAsserted(() -> {
                    var check = check(port);
                    assertThat(check.path("status").asText()).isEqualTo("DOWN");
                    assertThat(check.path("data").path(store).asText()).contains(reason);
                    assertThat(check.path("data").path("what to do").asText()).contains(remedy);
                });
    }

    private void awaitReady(int... ports) {
        for (var port : ports) {
            await().atMost(NOTICED_MAX)
                    .ignoreExceptionsInstanceOf(IOException.class)
                    .untilAsserted(() -> assertThat(health(port).path("status").asText())
                            .as(health(port).toPrettyString())
                            .isEqualTo("UP"));
        }
    }

    private static JsonNode check(int port) throws IOException, InterruptedException {
        for (var check : health(port).path("checks")) {
            if (check.path("name").asText().equals("database schemas")) {
                return check;
            }
        }
        throw new IOException("no check of the databases");
    }

    private static JsonNode health(int port) throws IOException, InterruptedException {
        // Without verification: the certificate of the service expires too.
        try (var client = HttpClient.newBuilder().sslContext(unverified()).build()) {
            var request = HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + port + "/q/health/ready"))
                    .timeout(Duration.ofSeconds(20))
                    .build();
            return new ObjectMapper()
                    .readTree(client.send(request, HttpResponse.BodyHandlers.ofString())
                            .body());
        }
    }

    private Map<String, Long> services() {
        var services = new TreeMap<String, Long>();
        stack.status().components().stream()
                .filter(component -> component.address().startsWith("https"))
                .forEach(component -> services.put(component.name(), component.pid()));
        return services;
    }

    private void password(Credentials user) throws Exception {
        execute("postgres", "alter role " + user.user() + " password '" + user.password() + "'");
        disconnected(user.user());
    }

    private void disconnected(String user) throws Exception {
        execute("postgres", "select pg_terminate_backend(pid) from pg_stat_activity where usename = '" + user + "'");
    }

    private void execute(String database, String sql) throws Exception {
        var superuser = new Secrets(stack.home().secrets()).user("postgres");
        var address = PostgresAddress.onLoopback(
                stack.ports().postgres(), running.tls().certificate());
        // Not verified: one test lets the certificate expire.
        var url = address.jdbcUrl(database).replace("sslmode=verify-full", "sslmode=require");
        try (var connection = DriverManager.getConnection(url, superuser.user(), superuser.password());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static SSLContext unverified() {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new EverythingTrusted()}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class EverythingTrusted extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    private static void signal(String signal, ProcessHandle process) throws Exception {
        assertThat(new ProcessBuilder("kill", signal, Long.toString(process.pid()))
                        .start()
                        .waitFor())
                .isZero();
    }
}
