package polystore.transformers.run;

import java.sql.SQLException;
import java.util.Collection;
import javax.sql.DataSource;
import polystore.transformers.catalog.SqlMessage;
import polystore.transformers.sink.DocumentSink;
import polystore.transformers.sink.DocumentWrite;
import polystore.transformers.sink.Written;

/// Writes documents only while the tables are as they were planned. The look comes after the rows were read, and a
/// change of a table waits for its readers: so the rows were read by the right types.
public final class SchemaGuard implements DocumentSink {

    private final DocumentSink sink;
    private final DataSource source;
    private final UsedSchema schema;

    public SchemaGuard(DocumentSink sink, DataSource source, UsedSchema schema) {
        this.sink = sink;
        this.source = source;
        this.schema = schema;
    }

    @Override
    public Written write(Collection<? extends DocumentWrite> writes) {
        try (var connection = source.getConnection()) {
            schema.verify(connection);
        } catch (SQLException e) {
            throw new IllegalStateException("the columns of the tables cannot be read: " + SqlMessage.of(e), e);
        }
        return sink.write(writes);
    }
}
