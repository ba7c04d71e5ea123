package polystore.command.services;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import polystore.command.home.Home;
import polystore.command.home.Ports;
import polystore.command.home.Secrets;
import polystore.command.home.StackTls;
import polystore.command.identity.Tokens;
import polystore.stores.ServiceDatabase;

/// The environment variables of each service; each service gets only its own credentials.
public record ServiceEnvironment(Home home, Ports ports, Stores stores, TraceTarget traces) {
    /// The environment of a running service, without the credentials of database owners.
    public Map<String, String> running(Service service) {
        var environment = basic(service);
        traces.addTo(environment, service);
        return environment;
    }

    /// The environment of the migrate step, which runs as the owner of the databases.
    public Map<String, String> migrating(Service service) {
        var environment = basic(service);
        if (service.onPostgres()) {
            var owner = stores.postgres().database(service.label()).owner();
            environment.put("POSTGRES_OWNER_USER", owner.user());
            environment.put("POSTGRES_OWNER_PASSWORD", owner.password());
        }
        if (service.onMongo()) {
            environment.put("MONGODB_OWNER_URI", stores.mongo().addresses().owner(service.label()));
        }
        return environment;
    }

    /// Writes the environment of a service that runs outside the stack, such as in Quarkus' dev mode, to the file
    /// `.env` of its module.
    ///
    /// @return a message for the user
    public String write(Service service) {
        var file = service.module(home).resolve(".env");
        var lines = new TreeMap<>(running(service))
                .entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue())
                        .toList();
        try {
            Secrets.write(file, String.join("\n", lines));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file, e);
        }
        return service.label() + " is not started; its environment is in " + file;
    }

    private Map<String, String> basic(Service service) {
        var environment = new HashMap<String, String>();
        environment.put("HTTP_HOST", "127.0.0.1");
        environment.put("HTTP_PORT", Integer.toString(service.port(ports)));
        environment.put("JWT_ISSUER", Tokens.ISSUER);
        environment.put("JWT_JWKS", "file:" + home.keys().resolve("jwks.json"));
        StackTls.of(home)
                .ifPresent(tls -> environment.put(
                        "QUARKUS_CONFIG_LOCATIONS", tls.serviceSettings().toString()));
        switch (service) {
            case ORDERS -> {
                data(environment, service);
                postgres(environment, stores.postgres().database("orders"));
                // A list of keys in MASTER_KEYS rotates them: the first wraps, the others only unwrap.
                environment.put(
                        "MASTER_KEYS",
                        System.getenv()
                                .getOrDefault("MASTER_KEYS", "k1:" + secrets().key("master-k1")));
                environment.put("PAYMENT_BY_CUSTOMER", "true");
            }
            case CATALOG -> {
                data(environment, service);
                mongo(environment, service);
                redis(environment, service);
            }
            case ANALYTICS -> {
                data(environment, service);
                postgres(environment, stores.postgres().database("analytics"));
                mongo(environment, service);
            }
            case GATEWAY -> {
                redis(environment, service);
                environment.put("ORDERS_URL", StackTls.address(home, ports.orders()));
                environment.put("CATALOG_URL", StackTls.address(home, ports.catalog()));
                environment.put("ANALYTICS_URL", StackTls.address(home, ports.analytics()));
            }
        }
        return environment;
    }

    private void data(Map<String, String> environment, Service service) {
        environment.put("CURSOR_KEY", secrets().key("cursor"));
        environment.put("KAFKA_BOOTSTRAP", stores.kafka().bootstrap());
        environment.putAll(stores.kafka().variablesOf(service.label()));
    }

    private void redis(Map<String, String> environment, Service service) {
        environment.put("REDIS_URI", stores.redis().uriOf().apply(service.label()));
        stores.redis().own().ifPresent(_ -> trust(environment, "QUARKUS_REDIS_TLS_CONFIGURATION_NAME"));
    }

    private void mongo(Map<String, String> environment, Service service) {
        environment.put("MONGODB_URI", stores.mongo().addresses().application(service.label()));
        environment.put("MONGODB_DATABASE", service.label());
        stores.mongo().own().ifPresent(_ -> trust(environment, "QUARKUS_MONGODB_TLS_CONFIGURATION_NAME"));
    }

    private void trust(Map<String, String> environment, String variable) {
        StackTls.of(home).ifPresent(_ -> environment.put(variable, StackTls.CONFIGURATION));
    }

    private static void postgres(Map<String, String> environment, ServiceDatabase database) {
        environment.put("POSTGRES_URL", database.jdbcUrl());
        environment.put("POSTGRES_USER", database.application().user());
        environment.put("POSTGRES_PASSWORD", database.application().password());
        environment.put("POSTGRES_READ_URL", database.jdbcUrl());
        environment.put("POSTGRES_READ_USER", database.reader().user());
        environment.put("POSTGRES_READ_PASSWORD", database.reader().password());
    }

    private Secrets secrets() {
        return new Secrets(home.secrets());
    }
}
