package polystore.analytics.sales;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;
import org.jspecify.annotations.Nullable;

/// The Parquet schema of a report, and its rows in it. Every column is optional.
final class ParquetRowSupport extends WriteSupport<JsonNode> {

    /// Of the currencies with the most, and of rates.
    private static final int DECIMALS = 4;

    private static final int DIGITS = 38;
    /// The shortest two's complement that has `DIGITS` digits.
    private static final int DECIMAL_BYTES = 16;

    private final List<ReportColumn> columns;
    private final Map<String, String> metadata;
    private @Nullable RecordConsumer consumer;

    ParquetRowSupport(List<ReportColumn> columns, Map<String, String> metadata) {
        this.columns = columns;
        this.metadata = metadata;
    }

    @Override
    @SuppressWarnings("deprecation")
    public WriteContext init(Configuration configuration) {
        return context();
    }

    @Override
    public WriteContext init(ParquetConfiguration configuration) {
        return context();
    }

    private WriteContext context() {
        var fields = columns.stream().map(ParquetRowSupport::field).toList();
        return new WriteContext(new MessageType("rows", fields), metadata);
    }

    private static Type field(ReportColumn column) {
        return switch (column.kind()) {
            case TEXT ->
                Types.optional(PrimitiveTypeName.BINARY)
                        .as(LogicalTypeAnnotation.stringType())
                        .named(column.name());
            case TIME ->
                Types.optional(PrimitiveTypeName.INT64)
                        .as(LogicalTypeAnnotation.timestampType(true, TimeUnit.MILLIS))
                        .named(column.name());
            case COUNT -> Types.optional(PrimitiveTypeName.INT64).named(column.name());
            case DECIMAL ->
                Types.optional(PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY)
                        .length(DECIMAL_BYTES)
                        .as(LogicalTypeAnnotation.decimalType(DECIMALS, DIGITS))
                        .named(column.name());
        };
    }

    @Override
    public void prepareForWrite(RecordConsumer recordConsumer) {
        consumer = recordConsumer;
    }

    @Override
    public void write(JsonNode row) {
        var record = Objects.requireNonNull(consumer, "prepareForWrite was not called");
        record.startMessage();
        for (var i = 0; i < columns.size(); i++) {
            var column = columns.get(i);
            var value = column.of(row);
            if (!value.isMissingNode() && !value.isNull()) {
                record.startField(column.name(), i);
                add(record, column.kind(), value);
                record.endField(column.name(), i);
            }
        }
        record.endMessage();
    }

    private static void add(RecordConsumer record, ReportColumn.Kind kind, JsonNode value) {
        switch (kind) {
            case TEXT -> record.addBinary(Binary.fromString(value.asText()));
            case TIME -> record.addLong(Instant.parse(value.asText()).toEpochMilli());
            case COUNT -> record.addLong(value.asLong());
            case DECIMAL ->
                record.addBinary(Binary.fromConstantByteArray(twosComplement(new BigDecimal(value.asText()))));
        }
    }

    /// Big-endian.
    private static byte[] twosComplement(BigDecimal decimal) {
        var digits = decimal.setScale(DECIMALS).unscaledValue().toByteArray();
        var bytes = new byte[DECIMAL_BYTES];
        var start = DECIMAL_BYTES - digits.length;
        Arrays.fill(bytes, 0, start, (byte) (decimal.signum() < 0 ? -1 : 0));
        System.arraycopy(digits, 0, bytes, start, digits.length);
        return bytes;
    }
}
