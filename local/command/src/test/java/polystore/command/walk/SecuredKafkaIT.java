package polystore.command.walk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import polystore.stores.Credentials;
import polystore.stores.FreePort;
import polystore.stores.KafkaBroker;
import polystore.stores.KafkaSecurity;
import polystore.stores.LoopbackCertificate;

/// Orders pass through all services over an existing broker that requires TLS and a password; only variables `KAFKA_*`
/// configure it.
class SecuredKafkaIT {

    private static final Credentials BROKER = new Credentials("broker", "only-for-the-broker");
    private static final Credentials SHOP = new Credentials("shop", "only-for-tests");

    @Test
    void ordersAreSoldAndMeasuredToTheCent(@TempDir Path folder) throws Exception {
        var security = new KafkaSecurity(
                LoopbackCertificate.in(folder.resolve("tls"), "changed-in-production"), List.of(BROKER, SHOP));
        var port = FreePort.next();
        try (var broker = KafkaBroker.start(folder.resolve("kafka"), port, FreePort.next(), security)) {
            assertThat(broker.bootstrap()).endsWith(":" + port);
            var stack = LocalStack.in(folder.resolve("home"), environment(port, security.clientSettings(SHOP)));
            try {
                var up = stack.run("up", "--detach");
                assertThat(up.code()).as(up.output()).isZero();

                var demo = stack.run("demo", "--products", "3", "--orders", "5");

                assertThat(demo.code()).as(demo.output()).isZero();
            } finally {
                stack.run("down", "--wipe");
            }
        }
    }

    private static Map<String, String> environment(int port, Map<String, String> settings) {
        var environment = new HashMap<String, String>();
        environment.put("KAFKA_BOOTSTRAP", "127.0.0.1:" + port);
        settings.forEach((name, value) ->
                environment.put("KAFKA_" + name.toUpperCase(Locale.ROOT).replace('.', '_'), value));
        return environment;
    }
}
