package polystore.analytics.sales;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/// What the library reads of a Parquet file, with each value in the type that the file says.
///
/// @param groups of rows
/// @param rows such as `start=2026-01-31T00:00:00Z orders=1`
public record ParquetFile(Map<String, String> footer, int groups, List<String> rows) {

    public static ParquetFile read(Path path) throws IOException {
        try (var reader = ParquetFileReader.open(new LocalInputFile(path))) {
            var metadata = reader.getFileMetaData();
            var schema = metadata.getSchema();
            var rows = new ArrayList<String>();
            for (var pages = reader.readNextRowGroup(); pages != null; pages = reader.readNextRowGroup()) {
                addRows(schema, pages, rows);
            }
            return new ParquetFile(
                    metadata.getKeyValueMetaData(), reader.getRowGroups().size(), rows);
        }
    }

    private static void addRows(MessageType schema, PageReadStore pages, List<String> rows) {
        var records =
                new ColumnIOFactory().getColumnIO(schema).getRecordReader(pages, new GroupRecordConverter(schema));
        for (var i = 0; i < pages.getRowCount(); i++) {
            var row = records.read();
            rows.add(schema.getFields().stream()
                    .filter(column -> row.getFieldRepetitionCount(column.getName()) > 0)
                    .map(column -> column.getName() + "=" + value(row, column))
                    .collect(Collectors.joining(" ")));
        }
    }

    private static Object value(Group row, Type column) {
        return switch (column.getLogicalTypeAnnotation()) {
            case DecimalLogicalTypeAnnotation decimal ->
                new BigDecimal(new BigInteger(row.getBinary(column.getName(), 0).getBytes()), decimal.getScale());
            case TimestampLogicalTypeAnnotation _ -> Instant.ofEpochMilli(row.getLong(column.getName(), 0));
            case null, default -> row.getValueToString(row.getType().getFieldIndex(column.getName()), 0);
        };
    }
}
