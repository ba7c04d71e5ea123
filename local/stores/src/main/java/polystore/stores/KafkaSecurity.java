package polystore.stores;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/// Security of a broker's listener: TLS for the connection (`SASL_SSL`), user name and password (`PLAIN`) for the
/// client.
///
/// `PLAIN` and not `SCRAM`, whose users must be written when the log is formatted, so that an existing log can be
/// secured later.
///
/// @param certificate of the broker
/// @param users the first is used by the broker for connections to itself
public record KafkaSecurity(LoopbackCertificate certificate, List<Credentials> users) {
    static final String LISTENER = "SASL_SSL";
    private static final String MECHANISM = "PLAIN";
    private static final String PEM = "PEM";
    private static final String LOGIN = "org.apache.kafka.common.security.plain.PlainLoginModule required";

    /// Settings of a client under Kafka's names; in the environment of a service `KAFKA_SECURITY_PROTOCOL` and so
    /// on.
    public Map<String, String> clientSettings(Credentials user) {
        return Map.of(
                "security.protocol",
                LISTENER,
                "sasl.mechanism",
                MECHANISM,
                "sasl.jaas.config",
                login(user) + ";",
                "ssl.truststore.location",
                certificate.authority().toString(),
                "ssl.truststore.type",
                PEM);
    }

    /// The settings for the first user.
    Map<String, String> clientSettings() {
        return clientSettings(users.getFirst());
    }

    /// Writes the settings of the broker to a file beside the certificate.
    Path write() {
        var file = certificate.folder().resolve("kafka.properties");
        var properties = new Properties();
        properties.putAll(brokerSettings());
        var text = new StringWriter();
        try {
            properties.store(text, null);
            Pem.write(file, text.toString(), "rw-------");
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file, e);
        }
    }

    static Map<String, String> read(Path file) {
        var properties = new Properties();
        try (var in = Files.newBufferedReader(file)) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
        return properties.stringPropertyNames().stream()
                .collect(Collectors.toMap(name -> name, properties::getProperty));
    }

    Map<String, String> brokerSettings() {
        var known = users.stream()
                .map(user -> " user_" + user.user() + "=\"" + user.password() + "\"")
                .collect(Collectors.joining());
        var accepted = login(users.getFirst()) + known + ";";
        return Map.of(
                "inter.broker.listener.name",
                LISTENER,
                "sasl.enabled.mechanisms",
                MECHANISM,
                "sasl.mechanism.inter.broker.protocol",
                MECHANISM,
                "sasl.mechanism.controller.protocol",
                MECHANISM,
                "listener.name.sasl_ssl.plain.sasl.jaas.config",
                accepted,
                "listener.name.controller.plain.sasl.jaas.config",
                accepted,
                "ssl.keystore.location",
                certificate.pem().toString(),
                "ssl.keystore.type",
                PEM,
                "ssl.truststore.location",
                certificate.authority().toString(),
                "ssl.truststore.type",
                PEM);
    }

    private static String login(Credentials user) {
        return LOGIN + " username=\"" + user.user() + "\" password=\"" + user.password() + "\"";
    }
}
