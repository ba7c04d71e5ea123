package polystore.command.home;

import java.util.Map;

/// The environment variables that the command reads; `docs/configuration.md` lists them from here.
public enum Variable {
    POLYSTORE_HOME(".polystore", "Folder of data, logs, keys and secrets of a local stack."),
    POLYSTORE_PORT_OFFSET("0", "Added to every port, so that a second stack can run beside the first; at most 3000."),
    POSTGRES_URI(
            "",
            "PostgreSQL to use in place of an own one: `postgresql://superuser:password@host:port`. Databases and roles"
                    + " are created in it."),
    KAFKA_BOOTSTRAP("", "Kafka to use in place of an own broker: `host:port`. Topics are created in it."),
    REDIS_URI("", "Redis or Valkey to use in place of an own one: `redis://user:password@host:port`."),
    MONGODB_URI("", "MongoDB to use in place of an own one; used as given, with the user it names."),
    MONGOD("", "The `mongod` program to start, where none is on the path."),
    POLYSTORE_MONGODB_DOWNLOAD("https://fastdl.mongodb.org", "Where MongoDB is downloaded from, once."),
    MASTER_KEYS(
            "the key in `.polystore/secrets`",
            "`id:base64 of 32 bytes`, separated by commas: the first wraps the customers' data keys, the others still"
                    + " unwrap."),
    JAVA_HOME("", "The JDK, 25 or newer; looked for in the usual folders otherwise."),
    MAVEN_ARGS("", "More arguments for Maven, such as `-Dmaven.repo.local=…`."),
    PGUSER("", "User of the source of `transform`, where `--user` is not given."),
    PGPASSWORD("", "Password of the source of `transform`, where `--password-file` is not given."),
    MONGODB_PASSWORD("", "Password of the target of `transform`, where `--target-password-file` is not given.");

    private final String byDefault;
    private final String meaning;

    Variable(String byDefault, String meaning) {
        this.byDefault = byDefault;
        this.meaning = meaning;
    }

    /// The value in this environment, without surrounding blanks; empty when it is not set.
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
