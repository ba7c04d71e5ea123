package polystore.catalog.imports;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import polystore.platform.http.Problem;

/// Stores an import and its report on disk while all lines are checked, before the first is imported.
final class Spool implements AutoCloseable {

    /// Enough for a million products, but one request cannot fill the disk.
    static final long BYTES_MAX = 1024L * 1024 * 1024;

    private final Path body;
    private final Path report;

    Spool() throws IOException {
        body = Files.createTempFile("import", ".ndjson");
        report = Files.createTempFile("report", ".ndjson");
    }

    /// Passes `in` through and stores all bytes that are read.
    InputStream keeping(InputStream in) throws IOException {
        return new Keeping(in, new BufferedOutputStream(Files.newOutputStream(body)));
    }

    OutputStream report() throws IOException {
        return new BufferedOutputStream(Files.newOutputStream(report));
    }

    InputStream kept() throws IOException {
        return new BufferedInputStream(Files.newInputStream(body));
    }

    void copyReport(OutputStream out) throws IOException {
        Files.copy(report, out);
        out.flush();
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(body);
        Files.deleteIfExists(report);
    }

    /// Copies blocks, because [NdjsonLines] reads through a buffer.
    private static final class Keeping extends FilterInputStream {

        private final OutputStream copy;
        private long bytes;

        Keeping(InputStream in, OutputStream copy) {
            super(in);
            this.copy = copy;
        }

        @Override
        public int read() throws IOException {
            throw new UnsupportedOperationException("read by blocks");
        }

        @Override
        public int read(byte[] buffer, int from, int length) throws IOException {
            var count = super.read(buffer, from, length);
            if (count > 0) {
                copy.write(buffer, from, count);
                bytes += count;
            }
            if (bytes > BYTES_MAX) {
                throw Problem.of(
                                "catalog/import-too-large",
                                413,
                                "Too large to import all or none",
                                "Send at most 1 GiB at once, or use onError=rejectFailed.")
                        .asException();
            }
            return count;
        }

        @Override
        public void close() throws IOException {
            copy.close();
        }
    }
}
