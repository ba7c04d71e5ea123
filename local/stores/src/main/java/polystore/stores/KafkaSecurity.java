package polystore.stores;

import java.util.List;
import java.util.Map;
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
                certificate.trustStore().toString(),
                "ssl.truststore.type",
                LoopbackCertificate.STORE_TYPE,
                "ssl.truststore.password",
                certificate.password());
    }

    Map<String, String> brokerSettings() {
        var known = users.stream()
                .map(user -> " user_" + user.user() + "=\"" + user.password() + "\"")
                .collect(Collectors.joining());
        return Map.of(
                "inter.broker.listener.name",
                LISTENER,
                "sasl.enabled.mechanisms",
                MECHANISM,
                "sasl.mechanism.inter.broker.protocol",
                MECHANISM,
                "listener.name.sasl_ssl.plain.sasl.jaas.config",
                login(users.getFirst()) + known + ";",
                "ssl.keystore.location",
                certificate.keyStore().toString(),
                "ssl.keystore.type",
                LoopbackCertificate.STORE_TYPE,
                "ssl.keystore.password",
                certificate.password(),
                "ssl.truststore.location",
                certificate.trustStore().toString(),
                "ssl.truststore.type",
                LoopbackCertificate.STORE_TYPE,
                "ssl.truststore.password",
                certificate.password());
    }

    private static String login(Credentials user) {
        return LOGIN + " username=\"" + user.user() + "\" password=\"" + user.password() + "\"";
    }
}
