package polystore.stores;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The address of a PostgreSQL server.
///
/// @param server `host:port`
/// @param authority PEM file of the authority that signed the server's certificate; null for connections without TLS
public record PostgresAddress(String server, @Nullable Path authority) {
    public static PostgresAddress withoutTls(String server) {
        return new PostgresAddress(server, null);
    }

    /// @param certificate of the server; null for connections without TLS
    public static PostgresAddress onLoopback(int port, @Nullable LoopbackCertificate certificate) {
        return new PostgresAddress("127.0.0.1:" + port, certificate == null ? null : certificate.authority());
    }

    public String jdbcUrl(String database) {
        return "jdbc:postgresql://" + server + "/" + database
                + (authority == null ? "" : "?sslmode=verify-full&sslrootcert=" + authority);
    }
}
