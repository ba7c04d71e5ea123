package polystore.command.infrastructure;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import polystore.command.home.Home;
import polystore.command.home.Ports;
import polystore.command.home.Secrets;
import polystore.command.home.StackTls;
import polystore.command.home.Variable;
import polystore.command.stack.Component;
import polystore.stores.Credentials;
import polystore.stores.PostgresAddress;
import polystore.stores.PostgresServer;
import polystore.stores.ServiceDatabase;

/// The PostgreSQL that the stack uses: its own, or the one at `POSTGRES_URI`
/// (`postgresql://superuser:password@host:port`).
///
/// @param own the server that the stack starts; empty with `POSTGRES_URI`
public record Postgres(PostgresAddress server, Credentials superuser, Secrets secrets, Optional<Component> own) {
    public static final String NAME = "postgresql";

    public static Postgres of(Home home, Ports ports, Map<String, String> environment) {
        var secrets = new Secrets(home.secrets());
        var given = Variable.POSTGRES_URI.in(environment);
        return given.isBlank() ? local(home, ports, secrets) : at(URI.create(given), secrets);
    }

    /// The database of a service with its three users and their passwords.
    public ServiceDatabase database(String service) {
        return ServiceDatabase.of(server, service, service, secrets::user);
    }

    /// Creates the missing databases and users.
    public void createDatabases() {
        for (var service : new String[] {"orders", "analytics"}) {
            try {
                database(service).create(superuser);
            } catch (SQLException e) {
                throw new IllegalStateException("Cannot create the database " + service + ": " + e.getMessage(), e);
            }
        }
    }

    /// An id of a service's database that differs from that of every other, also of one created anew at the same
    /// address.
    public String identity(String service) {
        try (var connection = DriverManager.getConnection(
                        server.jdbcUrl("postgres"), superuser.user(), superuser.password());
                var statement = connection.prepareStatement("""
                        select system_identifier || ' ' || (select oid from pg_database where datname = ?)
                        from pg_control_system()""")) {
            statement.setString(1, service);
            var rows = statement.executeQuery();
            rows.next();
            return "jdbc:postgresql://" + server.server() + " " + rows.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot read PostgreSQL's system identifier: " + e.getMessage(), e);
        }
    }

    /// Makes the server use the certificate that its file has now; existing connections keep theirs.
    public void reloadCertificate() throws SQLException {
        try (var connection = DriverManager.getConnection(
                        server.jdbcUrl("postgres"), superuser.user(), superuser.password());
                var statement = connection.createStatement()) {
            statement.execute("select pg_reload_conf()");
        }
    }

    private static Postgres local(Home home, Ports ports, Secrets secrets) {
        var superuser = secrets.user("postgres");
        var settings = new PostgresServer.Settings(
                home.programs().resolve("postgresql-18"),
                home.data(NAME),
                home.processFiles(NAME),
                ports.postgres(),
                superuser.password(),
                true,
                StackTls.certificate(home));
        var component = new Component(
                NAME,
                "127.0.0.1:" + ports.postgres(),
                ports.postgres(),
                settings.files(),
                () -> PostgresServer.start(settings));
        return new Postgres(settings.address(), superuser, secrets, Optional.of(component));
    }

    private static Postgres at(URI uri, Secrets secrets) {
        var user = Optional.ofNullable(uri.getRawUserInfo()).orElse("").split(":", 2);
        if (uri.getHost() == null || user.length != 2) {
            throw new IllegalArgumentException("POSTGRES_URI must be like postgresql://user:password@host:5432");
        }
        var port = uri.getPort() < 0 ? 5432 : uri.getPort();
        return new Postgres(
                PostgresAddress.withoutTls(uri.getHost() + ":" + port),
                new Credentials(decoded(user[0]), decoded(user[1])),
                secrets,
                Optional.empty());
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
