package polystore.catalog.imports;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Takes the report to the client without ever letting the import wait for it.
///
/// Many clients send a whole body before they read the first byte of the answer: an import that waited for its report
/// to be read would wait for a client that waits for it. What the client does not take is put on disk, and sent when
/// the upload has ended.
final class ReportPipe extends OutputStream {

    /// Several million lines; a disk that is shared with others is not filled by one request.
    static final long UNSENT_BYTES_MAX = 512L * 1024 * 1024;

    private static final int CHUNK_BYTES = 32 * 1024;

    private final Client client;
    private final Duration unreadMax;
    private final FileChannel spool;
    private CompletableFuture<?> sending = CompletableFuture.completedFuture(null);
    private long sent;
    private long written;

    /// Where the report goes.
    interface Client {

        /// Sends without waiting.
        ///
        /// @return done when the chunk has left this process
        CompletableFuture<?> send(byte[] chunk) throws IOException;
    }

    /// @param unreadMax how long, at the end, the client may leave a chunk unread
    ReportPipe(Client client, Duration unreadMax) throws IOException {
        this.client = client;
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
        while (sent < written && sending.isDone()) {
            awaitClient();
            sendChunk();
        }
    }

    /// Sends the rest, and waits until the client has taken it.
    ///
    /// @throws IOException when it takes none of it for too long, or has gone
    void finish() throws IOException {
        while (sent < written) {
            awaitClient();
            sendChunk();
        }
        awaitClient();
    }

    @Override
    public void close() throws IOException {
        spool.close();
    }

    private void sendChunk() throws IOException {
        var chunk = ByteBuffer.allocate((int) Math.min(CHUNK_BYTES, written - sent));
        while (chunk.hasRemaining()) {
            sent += spool.read(chunk, sent);
        }
        sending = client.send(chunk.array());
    }

    private void awaitClient() throws IOException {
        try {
            sending.get(unreadMax.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IOException("the client has not read its report for " + unreadMax, e);
        } catch (ExecutionException e) {
            throw new IOException("the client has gone", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while sending a report");
        }
    }
}
