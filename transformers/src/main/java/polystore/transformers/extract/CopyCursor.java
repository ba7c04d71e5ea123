package polystore.transformers.extract;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/// The rows of a query by COPY BINARY, one at a time: the bytes of the values as the server has them, of every type in
/// one documented format, without a Java object for each. No more rows are in memory than were asked for.
final class CopyCursor implements AutoCloseable {

    private static final int SIGNATURE_BYTES = 11;
    private static final int FLAGS_BYTES = 4;
    private static final int ROW_HEADER_BYTES = 2;
    private static final short END = -1;

    private final CopyOut copy;
    private boolean headerRead;

    private CopyCursor(CopyOut copy) {
        this.copy = copy;
    }

    static CopyCursor open(Connection connection, String query) throws SQLException {
        return new CopyCursor(connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyOut("copy (\n" + query + "\n) to stdout (format binary)"));
    }

    /// @return null after the last row
    @Nullable
    CopyRow next() throws SQLException {
        for (var message = copy.readFromCopy(); message != null; message = copy.readFromCopy()) {
            var from = headerRead ? 0 : headerBytes(message);
            headerRead = true;
            if (message.length - from >= ROW_HEADER_BYTES
                    && ByteBuffer.wrap(message, from, 2).getShort() != END) {
                return new CopyRow(message, from);
            }
        }
        return null;
    }

    /// The header travels with the first row.
    private static int headerBytes(byte[] message) {
        var fixed = SIGNATURE_BYTES + FLAGS_BYTES;
        return fixed
                + Integer.BYTES
                + ByteBuffer.wrap(message, fixed, Integer.BYTES).getInt();
    }

    @Override
    public void close() throws SQLException {
        if (copy.isActive()) {
            copy.cancelCopy();
        }
    }
}
