package polystore.transformers.extract;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Consumer;
import org.postgresql.PGConnection;

/// Reads the rows of a query with COPY BINARY: the values of all types in PostgreSQL's documented binary format,
/// without a Java object for each.
final class CopyReader {

    private static final int SIGNATURE_BYTES = 11;
    private static final int FLAGS_BYTES = 4;
    private static final int ROW_HEADER_BYTES = 2;
    private static final short END = -1;

    private CopyReader() {}

    static void read(Connection connection, String query, Consumer<CopyRow> rows) throws SQLException {
        var copy = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyOut("copy (\n" + query + "\n) to stdout (format binary)");
        try {
            var first = true;
            for (var message = copy.readFromCopy(); message != null; message = copy.readFromCopy()) {
                var from = first ? headerBytes(message) : 0;
                first = false;
                if (message.length - from >= ROW_HEADER_BYTES
                        && ByteBuffer.wrap(message, from, 2).getShort() != END) {
                    rows.accept(new CopyRow(message, from));
                }
            }
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    /// The header is sent together with the first row.
    private static int headerBytes(byte[] message) {
        var fixed = SIGNATURE_BYTES + FLAGS_BYTES;
        return fixed
                + Integer.BYTES
                + ByteBuffer.wrap(message, fixed, Integer.BYTES).getInt();
    }
}
