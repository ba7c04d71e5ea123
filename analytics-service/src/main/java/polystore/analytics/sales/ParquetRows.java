package polystore.analytics.sales;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;

/// Rows as a Parquet file, written to a stream group by group. Uncompressed: the encodings of Parquet make it small,
/// and the codecs of the library are native programs.
final class ParquetRows {

    /// Bounds what is kept in memory.
    private static final int GROUP_ROWS = 2_000;

    private ParquetRows() {}

    /// @param metadata keys and values of the file's footer
    static void write(
            Iterator<JsonNode> rows, List<ReportColumn> columns, Map<String, String> metadata, OutputStream out)
            throws IOException {
        try (var writer = new Builder(new StreamedFile(out), new ParquetRowSupport(columns, metadata))
                .withConf(new PlainParquetConfiguration())
                .withCompressionCodec(CompressionCodecName.UNCOMPRESSED)
                .withRowGroupRowCountLimit(GROUP_ROWS)
                .build()) {
            while (rows.hasNext()) {
                writer.write(rows.next());
            }
        }
    }

    private static final class Builder extends ParquetWriter.Builder<JsonNode, Builder> {
        private final ParquetRowSupport support;

        Builder(OutputFile file, ParquetRowSupport support) {
            super(file);
            this.support = support;
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        @SuppressWarnings("deprecation")
        protected WriteSupport<JsonNode> getWriteSupport(Configuration configuration) {
            return support;
        }

        @Override
        protected WriteSupport<JsonNode> getWriteSupport(ParquetConfiguration configuration) {
            return support;
        }
    }

    /// @param out stays open
    private record StreamedFile(OutputStream out) implements OutputFile {
        @Override
        public PositionOutputStream create(long blockSize) {
            return new CountedStream(out);
        }

        @Override
        public PositionOutputStream createOrOverwrite(long blockSize) {
            return create(blockSize);
        }

        @Override
        public boolean supportsBlockSize() {
            return false;
        }

        @Override
        public long defaultBlockSize() {
            return 0;
        }
    }

    private static final class CountedStream extends PositionOutputStream {
        private final OutputStream out;
        private long written;

        CountedStream(OutputStream out) {
            this.out = out;
        }

        @Override
        public long getPos() {
            return written;
        }

        @Override
        public void write(int value) throws IOException {
            out.write(value);
            written++;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
            written += length;
        }
    }
}
