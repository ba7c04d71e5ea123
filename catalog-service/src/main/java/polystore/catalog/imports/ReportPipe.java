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

/// Sends the report to the client without blocking the import.
///
/// Many clients send the whole body before they read the first byte of the response. If the import waited until
/// its report is read, both would wait for each other. The part that the client does not read yet is stored on
/// disk, and sent after the upload.
final class ReportPipe extends OutputStream {

    /// Enough for several million lines, but one request cannot fill the disk.
    static final long UNSENT_BYTES_MAX = 512L * 1024 * 1024;

    private static final int CHUNK_BYTES = 32 * 1024;

    private final Client client;
    private final Duration unreadMax;
    private final FileChannel spool;
    private CompletableFuture<?> sending = CompletableFuture.completedFuture(null);
    private long sent;
    private long written;

    /// The receiver of the report.
    interface Client {

        /// Sends without waiting.
        ///
        /// @return done when the chunk has left this process
        CompletableFuture<?> send(byte[] chunk) throws IOException;
    }

    /// @param unreadMax how long, after the upload, the client may leave a chunk unread
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

    /// Sends as much as the client reads, without waiting.
    @Override
    public void flush() throws IOException {
        while (sent < written && sending.isDone()) {
            awaitClient();
            sendChunk();
        }
    }

    /// Sends the rest, and waits until the client has read it.
    ///
    /// @throws IOException when the client reads nothing for too long, or has disconnected
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
            throw new IOException("the client has disconnected", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while sending a report");
        }
    }
}
