package polystore.command.bench;

import java.io.IOException;
import java.util.Map;
import polystore.command.home.Variable;
import polystore.stores.Credentials;

/// The measurements of `bench transform` that write to MongoDB.
///
/// @param superuser of the source, because live changes need replication
/// @param mongo address of the target with its user
/// @param database of the target
record SinkMeasurements(String url, Credentials superuser, String mongo, String database, int heapMegabytes) {

    /// @return the program's exit code
    int toSink(int rounds) throws IOException, InterruptedException {
        return run(SinkProgram.class, url, superuser.user(), database, String.valueOf(rounds));
    }

    /// @return the program's exit code
    int live(int changesPerSecond, int seconds) throws IOException, InterruptedException {
        return run(
                LiveProgram.class,
                url,
                superuser.user(),
                database,
                String.valueOf(changesPerSecond),
                String.valueOf(seconds));
    }

    private int run(Class<?> program, String... arguments) throws IOException, InterruptedException {
        return MeasuredProgram.run(
                heapMegabytes,
                Map.of(Variable.PGPASSWORD, superuser.password(), Variable.MONGODB_URI, mongo),
                program,
                arguments);
    }
}
