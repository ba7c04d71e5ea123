package polystore.command.mongodb;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import polystore.command.home.Variable;

/// Chooses the MongoDB to use, in this order: the one that the user named, an installed one, a downloaded one, the
/// stand-in.
///
/// @param environment of which `MONGODB_URI`, `MONGOD` and `PATH` are read
public record MongodSearch(Map<String, String> environment, Download download) {
    /// Downloads a `mongod`.
    public interface Download {
        Outcome get();

        /// The path of the program, or a sentence with the reason of the failure.
        sealed interface Outcome {
            record Got(Path mongod) implements Outcome {}

            record Failed(String reason) implements Outcome {}
        }
    }

    /// Chooses; may block for the download.
    ///
    /// @throws IllegalArgumentException when `MONGOD` names a file that cannot be run
    public MongoChoice choose() {
        var uri = Variable.MONGODB_URI.in(environment);
        if (!uri.isBlank()) {
            return new MongoChoice.Given(uri.strip());
        }
        var named = named();
        if (named.isPresent()) {
            return found(named.get());
        }
        return onPath().<MongoChoice>flatMap(MongodSearch::foundOnPath).orElseGet(this::fetched);
    }

    private Optional<Path> named() {
        var given = Variable.MONGOD.in(environment);
        if (given.isBlank()) {
            return Optional.empty();
        }
        var mongod = Path.of(given.strip()).toAbsolutePath();
        if (!runs(mongod)) {
            throw new IllegalArgumentException("MONGOD names " + mongod + ", which is not an executable file");
        }
        return Optional.of(mongod);
    }

    /// The user named this program, so it is not replaced by another when it does not run.
    private static MongoChoice found(Path mongod) {
        return switch (MongodProbe.of(mongod)) {
            case MongodProbe.Runs(var version) -> new MongoChoice.Found(mongod, version);
            case MongodProbe.Refuses(var reason) ->
                throw new IllegalArgumentException("MONGOD names " + mongod + ", which does not run here: " + reason);
        };
    }

    private static Optional<MongoChoice.Found> foundOnPath(Path mongod) {
        return switch (MongodProbe.of(mongod)) {
            case MongodProbe.Runs(var version) -> Optional.of(new MongoChoice.Found(mongod, version));
            case MongodProbe.Refuses _ -> Optional.empty();
        };
    }

    private Optional<Path> onPath() {
        return Arrays.stream(environment.getOrDefault("PATH", "").split(":"))
                .filter(folder -> !folder.isBlank())
                .map(folder -> Path.of(folder, "mongod"))
                .filter(MongodSearch::runs)
                .findFirst();
    }

    private static boolean runs(Path program) {
        return Files.isRegularFile(program) && Files.isExecutable(program);
    }

    private MongoChoice fetched() {
        return switch (download.get()) {
            case Download.Outcome.Got(var mongod) -> tried(mongod);
            case Download.Outcome.Failed(var reason) -> new MongoChoice.StandIn(reason);
        };
    }

    private static MongoChoice tried(Path mongod) {
        return switch (MongodProbe.of(mongod)) {
            case MongodProbe.Runs(var version) -> new MongoChoice.Downloaded(mongod, version);
            case MongodProbe.Refuses(var reason) -> new MongoChoice.StandIn(reason);
        };
    }
}
