package polystore.command.transform;

import io.agroal.api.AgroalDataSource;
import java.sql.SQLException;
import org.postgresql.ds.PGSimpleDataSource;
import polystore.transformers.live.SourcePool;
import polystore.transformers.run.PlannedMapping;
import polystore.transformers.run.Recompute;
import polystore.transformers.run.SchemaGuard;
import polystore.transformers.sink.DocumentSink;

/// Writes the documents of a mapping only while its tables are as they were planned.
///
/// @param pool of connections to the source, on which the tables are checked
record GuardedRecompute(Recompute recompute, AgroalDataSource pool) implements AutoCloseable {

    /// @param workers that write in parallel
    /// @param sink is not closed with it
    static GuardedRecompute of(
            MappingChoice choice, PlannedMapping planned, PGSimpleDataSource source, DocumentSink sink, int workers)
            throws SQLException {
        var pool = SourcePool.of(source, workers);
        var guarded = new SchemaGuard(sink, pool, planned.schema());
        return new GuardedRecompute(new Recompute(planned.plan(), choice.turnstile(source), guarded), pool);
    }

    @Override
    public void close() {
        pool.close();
    }
}
