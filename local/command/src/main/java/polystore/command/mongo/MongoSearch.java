package polystore.command.mongo;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import polystore.command.home.Variable;

/// Looks for a MongoDB in the order that surprises least: what the user named, what is installed, what can be fetched.
///
/// @param environment `MONGODB_URI`, `MONGOD` and `PATH` count
public record MongoSearch(Map<String, String> environment, Download download) {
    /// Fetches a `mongod`, or says in one sentence why it could not.
    public interface Download {
        Outcome get();

        /// How it went.
        sealed interface Outcome {
            record Got(Path mongod) implements Outcome {}

            record Failed(String reason) implements Outcome {}
        }
    }

    /// Decides; takes as long as the download does.
    ///
    /// @throws IllegalArgumentException when `MONGOD` names something that cannot be run
    public MongoChoice choose() {
        var uri = Variable.MONGODB_URI.in(environment);
        if (!uri.isBlank()) {
            return new MongoChoice.Given(uri.strip());
        }
        return named().or(this::onPath).<MongoChoice>map(MongoChoice.Found::new).orElseGet(this::fetched);
    }

    private Optional<Path> named() {
        var given = Variable.MONGOD.in(environment);
        if (given.isBlank()) {
            return Optional.empty();
        }
        var mongod = Path.of(given.strip()).toAbsolutePath();
        if (!runs(mongod)) {
            throw new IllegalArgumentException("MONGOD names " + mongod + ", which is not a program that can be run");
        }
        return Optional.of(mongod);
    }

    private Optional<Path> onPath() {
        return Arrays.stream(environment.getOrDefault("PATH", "").split(":"))
                .filter(folder -> !folder.isBlank())
                .map(folder -> Path.of(folder, "mongod"))
                .filter(MongoSearch::runs)
                .findFirst();
    }

    private static boolean runs(Path program) {
        return Files.isRegularFile(program) && Files.isExecutable(program);
    }

    private MongoChoice fetched() {
        return switch (download.get()) {
            case Download.Outcome.Got(var mongod) -> new MongoChoice.Downloaded(mongod);
            case Download.Outcome.Failed(var reason) -> new MongoChoice.StandIn(reason);
        };
    }
}
