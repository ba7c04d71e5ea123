package polystore.analytics.sales;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParquetRowsIT {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final List<ReportColumn> COLUMNS =
            List.of(ReportColumn.text("name"), ReportColumn.count("orders"), ReportColumn.decimal("revenue"));

    @TempDir
    private Path folder = Path.of("");

    @Test
    void decimalsKeepTheirSignAndAllDigitsAndAnAbsentValueIsNone() throws IOException {
        var file = written(Stream.of(
                row("Schuhgröße", "-0.0001"),
                row("", "-12345678901234567890.5"),
                row("large", "99999999999999999999999999999999.9999"),
                JSON.objectNode().put("orders", Long.MAX_VALUE)));
        assertThat(file.rows())
                .containsExactly(
                        "name=Schuhgröße orders=1 revenue=-0.0001",
                        "name= orders=1 revenue=-12345678901234567890.5000",
                        "name=large orders=1 revenue=99999999999999999999999999999999.9999",
                        "orders=9223372036854775807");
    }

    @Test
    void manyRowsAreWrittenInGroupsAndNoneIsAFileToo() throws IOException {
        var many = written(IntStream.range(0, 5_000).mapToObj(i -> row("n" + i, i + ".25")));
        assertThat(many.groups()).isEqualTo(3);
        assertThat(many.rows()).hasSize(5_000).last().isEqualTo("name=n4999 orders=1 revenue=4999.2500");
        var none = written(Stream.of());
        assertThat(none.rows()).isEmpty();
        assertThat(none.footer()).containsEntry("asOf", "now");
    }

    private static JsonNode row(String name, String amount) {
        var row = JSON.objectNode().put("name", name).put("orders", 1);
        row.putObject("revenue").put("amount", amount).put("currency", "EUR");
        return row;
    }

    private ParquetFile written(Stream<JsonNode> rows) throws IOException {
        var path = folder.resolve("rows.parquet");
        try (var out = Files.newOutputStream(path)) {
            ParquetRows.write(rows.iterator(), COLUMNS, Map.of("asOf", "now"), out);
        }
        return ParquetFile.read(path);
    }
}
