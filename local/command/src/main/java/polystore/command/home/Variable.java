package polystore.command.home;

import java.util.Map;

/// The environment variables that the command reads; `docs/configuration.md` is generated from them.
public enum Variable {
    POLYSTORE_HOME(".polystore", "Folder of data, logs, keys and secrets of a local stack."),
    POLYSTORE_PORT_OFFSET(
            "0", "Offset added to every port, so that a second stack can run on the same machine; at most 3000."),
    POSTGRES_URI(
            "",
            "An existing PostgreSQL to use: `postgresql://superuser:password@host:port`. Databases and roles are"
                    + " created in it."),
    KAFKA_BOOTSTRAP("", "An existing Kafka to use: `host:port`. Topics are created in it."),
    REDIS_URI("", "An existing Redis or Valkey to use: `redis://user:password@host:port`."),
    MONGODB_URI("", "An existing MongoDB to use, with the user that the URI names."),
    MONGOD("", "Path of the `mongod` program to start; by default the one on the PATH."),
    POLYSTORE_MONGODB_DOWNLOAD("https://fastdl.mongodb.org", "Server that MongoDB is downloaded from, once."),
    MASTER_KEYS(
            "the key in `.polystore/secrets`",
            "`id:base64 of 32 bytes`, separated by commas: the first key wraps the customers' data keys, the others"
                    + " only unwrap existing ones."),
    OTEL_EXPORTER_OTLP_ENDPOINT(
            "", "Address of an OpenTelemetry collector or of Jaeger that the services send traces to, over HTTP."),
    OTEL_TRACES_SAMPLER_ARG("1.0", "Share of the requests that are traced, 0 to 1."),
    JAVA_HOME("", "The JDK, 25 or newer; by default searched for in the usual folders."),
    MAVEN_ARGS("", "Additional arguments for Maven, such as `-Dmaven.repo.local=…`."),
    PGUSER("", "User of the source of `transform`, unless `--user` is given."),
    PGPASSWORD("", "Password of the source of `transform`, unless `--password-file` is given."),
    MONGODB_PASSWORD("", "Password of the target of `transform`, unless `--target-password-file` is given.");

    private final String byDefault;
    private final String meaning;

    Variable(String byDefault, String meaning) {
        this.byDefault = byDefault;
        this.meaning = meaning;
    }

    /// The value in this environment, trimmed; empty when it is not set.
    public String in(Map<String, String> environment) {
        return environment.getOrDefault(name(), "").strip();
    }

    public String byDefault() {
        return byDefault;
    }

    public String meaning() {
        return meaning;
    }
}
