package polystore.command.transform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import polystore.transformers.backfill.StateSchema;
import polystore.transformers.extract.StatementCheck;
import polystore.transformers.file.MappingFile;
import polystore.transformers.file.MappingReader;
import polystore.transformers.plan.Plan;
import polystore.transformers.plan.Planner;
import polystore.transformers.run.PlannedMapping;
import polystore.transformers.run.Tickets;
import polystore.transformers.turnstile.Turnstile;

/// The options that name a mapping and the database that it reads.
final class MappingChoice {

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "MAPPING",
            description = "A mapping of this system; see transform list.")
    private @Nullable String name;

    @Option(names = "-f", paramLabel = "FILE", description = "A mapping file, instead of MAPPING.")
    private @Nullable Path file;

    @Mixin
    private Source source = new Source();

    private @Nullable MappingFile read;

    MappingFile mapping() {
        if (read == null) {
            read = MappingReader.read(text());
        }
        return read;
    }

    /// The word in the place of MAPPING when a file names the mapping: it belongs to the command.
    Optional<String> wordBesideFile() {
        return file == null ? Optional.empty() : Optional.ofNullable(name);
    }

    private String text() {
        if (file != null) {
            try {
                return Files.readString(file);
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot read the mapping " + file + ": " + e.getMessage(), e);
            }
        }
        if (name == null) {
            throw new IllegalArgumentException("A mapping is missing: -f FILE, or one of " + SystemMappings.names());
        }
        return SystemMappings.read(name);
    }

    PGSimpleDataSource dataSource() {
        var named = mapping().source();
        return named != null && LocalStack.isNamedBy(named)
                ? LocalStack.postgres(named)
                : source.dataSource(named, System.getenv());
    }

    /// Uses the sequence that the mapping names, or creates one in the source.
    Turnstile turnstile(DataSource database) throws SQLException {
        var tickets = mapping().tickets();
        return tickets == null ? Tickets.of(database) : new Turnstile(database, tickets.sequence(), tickets.lock());
    }

    /// Makes the schema of the engine's state where it is missing: in the local stack as the owner of the database.
    void makeState(PGSimpleDataSource database) throws SQLException {
        var named = mapping().source();
        if (named != null && LocalStack.isNamedBy(named)) {
            LocalStack.makeState(named);
        } else {
            try (var connection = database.getConnection()) {
                StateSchema.make(connection);
            }
        }
    }

    /// The services keep the documents of the system's own mappings up to date.
    ///
    /// @throws IllegalArgumentException for such a mapping
    void requireOwnSource() {
        var named = mapping().source();
        if (named != null && LocalStack.isNamedBy(named)) {
            throw new IllegalArgumentException("The services keep the documents of "
                    + mapping().mapping().name() + " up to date themselves; transform verify compares them");
        }
    }

    /// The faults that the catalog shows; without any, those that the database finds in the statements.
    Planner.Checked check() throws SQLException {
        var checked = checkNames();
        if (checked.plan().isEmpty()) {
            return checked;
        }
        try (var connection = dataSource().getConnection()) {
            var faults = StatementCheck.faults(connection, checked.plan().get());
            return faults.isEmpty() ? checked : new Planner.Checked(Optional.empty(), faults);
        }
    }

    /// Without asking the database about the statements, so that they can be shown.
    Planner.Checked checkNames() throws SQLException {
        return Planner.check(mapping().mapping(), Source.catalog(dataSource()));
    }

    /// @throws IllegalArgumentException with every fault and its correction
    PlannedMapping planned() throws SQLException {
        try (var connection = dataSource().getConnection()) {
            return PlannedMapping.check(connection, mapping().mapping())
                    .orThrow(mapping().mapping().name());
        }
    }

    /// @throws IllegalArgumentException with every fault and its correction
    Plan plan() throws SQLException {
        return check().orThrow(mapping().mapping().name());
    }
}
