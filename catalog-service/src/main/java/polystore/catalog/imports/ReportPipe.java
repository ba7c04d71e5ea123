package polystore.catalog.imports;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Takes the report to the client without ever letting the import wait for it.
///
/// Many clients send a whole body before they read the first byte of the answer: an import that waited for its report to
/// be read would wait for a client that waits for it. What the client does not take is put on disk, and sent when the
/// upload has ended.
final class ReportPipe extends OutputStream {

    /// Several million lines; a disk that is shared with others is not filled by one request.
    static final long UNSENT_BYTES_MAX = 512L * 1024 * 1024;

    private static final int CHUNK_BYTES = 8 * 1024;
    private static final Duration LOOK_EVERY = Duration.ofMillis(20);

    private final OutputStream client;
    private final BooleanSupplier clientIsFull;
    private final Duration unreadMax;
    private final FileChannel spool;
    private long sent;
    private long written;

    /// @param clientIsFull whether a write to `client` would wait
    /// @param unreadMax how long, at the end, the client may leave all of the rest unread
    ReportPipe(OutputStream client, BooleanSupplier clientIsFull, Duration unreadMax) throws IOException {
        this.client = client;
        this.clientIsFull = clientIsFull;
        this.unreadMax = unreadMax;
        this.spool = FileChannel.open(
                Files.createTempFile("report", ".ndjson"),
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE);
    }

    @Override
    public void write(int single) throws IOException {
        write(new byte[] {(byte) single}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        if (written - sent + length > UNSENT_BYTES_MAX) {
            throw new IOException("the client has left " + UNSENT_BYTES_MAX + " bytes of its report unread");
        }
        var source = ByteBuffer.wrap(bytes, from, length);
        while (source.hasRemaining()) {
            written += spool.write(source, written);
        }
    }

    /// Sends what the client takes without waiting for it.
    @Override
    public void flush() throws IOException {
        while (sent < written && !clientIsFull.getAsBoolean()) {
            sendChunk();
        }
    }

    /// Sends the rest.
    ///
    /// @throws IOException when the client takes none of it for too long
    void finish() throws IOException {
        while (sent < written) {
            awaitClient();
            sendChunk();
        }
    }

    @Override
    public void close() throws IOException {
        spool.close();
    }

    private void sendChunk() throws IOException {
        var chunk = ByteBuffer.allocate((int) Math.min(CHUNK_BYTES, written - sent));
        spool.read(chunk, sent);
        client.write(chunk.array(), 0, chunk.position());
        client.flush();
        sent += chunk.position();
    }

    private void awaitClient() throws IOException {
        var end = System.nanoTime() + unreadMax.toNanos();
        while (clientIsFull.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                throw new IOException("the client has not read its report for " + unreadMax.toSeconds() + " s");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(LOOK_EVERY.toMillis()));
        }
    }
}
