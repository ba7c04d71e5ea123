package polystore.command.transform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import picocli.CommandLine.Option;
import polystore.command.home.Variable;
import polystore.transformers.catalog.Catalog;
import polystore.transformers.catalog.PostgresCatalog;

/// The options of the database that rows are read from.
final class Source {

    @Option(
            names = "--source",
            paramLabel = "URL",
            description =
                    "Database to read, such as jdbc:postgresql://host:5432/shop; by default the source of the mapping.")
    private @Nullable String url;

    @Option(names = "--user", description = "User of the source; by default PGUSER.")
    private @Nullable String user;

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = "File with the password of the source; by default PGPASSWORD.")
    private @Nullable Path passwordFile;

    String url(@Nullable String ofFile) {
        var chosen = url != null ? url : ofFile;
        if (chosen == null) {
            throw new IllegalArgumentException(
                    "The source is missing: add source: to the mapping, or --source jdbc:postgresql://host:5432/database");
        }
        if (!chosen.startsWith("jdbc:postgresql:")) {
            throw new IllegalArgumentException(
                    "The source " + chosen + " is not PostgreSQL: use jdbc:postgresql://host:5432/database");
        }
        if (chosen.contains("password=")) {
            throw new IllegalArgumentException(
                    "The address of the source contains a password: remove it and use PGPASSWORD or --password-file");
        }
        return chosen;
    }

    PGSimpleDataSource dataSource(@Nullable String ofFile, Map<String, String> environment) {
        var source = new PGSimpleDataSource();
        source.setUrl(url(ofFile));
        Optional.ofNullable(user)
                .or(() -> Optional.ofNullable(environment.get(Variable.PGUSER.name())))
                .ifPresent(source::setUser);
        password(environment).ifPresent(source::setPassword);
        source.setApplicationName("polystore transform");
        return source;
    }

    private Optional<String> password(Map<String, String> environment) {
        if (passwordFile == null) {
            return Optional.ofNullable(environment.get(Variable.PGPASSWORD.name()));
        }
        return Optional.of(firstLine(passwordFile));
    }

    static String firstLine(Path file) {
        try {
            return Files.readString(file).lines().findFirst().orElse("");
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the password in " + file + ": " + e.getMessage(), e);
        }
    }

    static Catalog catalog(PGSimpleDataSource source) throws SQLException {
        try (var connection = source.getConnection()) {
            return PostgresCatalog.read(connection);
        }
    }
}
