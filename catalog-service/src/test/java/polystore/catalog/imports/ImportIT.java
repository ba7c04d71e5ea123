package polystore.catalog.imports;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static polystore.catalog.Staff.asStaff;
import static polystore.catalog.Staff.freshSku;
import static polystore.catalog.Staff.shoe;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import polystore.catalog.RunningStores;
import polystore.catalog.Staff;

@QuarkusTest
@QuarkusTestResource(RunningStores.class)
class ImportIT {

    private static final RestAssuredConfig NDJSON = RestAssuredConfig.config()
            .encoderConfig(EncoderConfig.encoderConfig()
                    .encodeContentTypeAs("application/x-ndjson", ContentType.TEXT)
                    .appendDefaultContentCharsetToContentTypeIfUndefined(false));

    @BeforeEach
    void haveShoes() {
        Staff.haveShoes();
    }

    @Test
    void linesAreCreatedThenUnchangedThenUpdated() {
        var one = freshSku();
        var two = freshSku();
        var file = shoe(one, "\"attributes\":{\"size\":42}") + "\n\n" + shoe(two, "") + "\n";
        assertThat(report(load("rejectAll", file), 200)).isEqualTo(List.of("1 created", "3 created", "2 2 0 0 0"));
        assertThat(report(load("rejectAll", file), 200)).isEqualTo(List.of("1 unchanged", "3 unchanged", "2 0 0 2 0"));
        assertThat(report(load("rejectFailed", file.replace("\"size\":42", "\"size\":43")), 200))
                .isEqualTo(List.of("1 updated", "3 unchanged", "2 0 1 1 0"));
        given().get("/v1/products/by-sku/" + one).then().statusCode(200).body("attributes.size", equalTo(43));
    }

    @Test
    void oneInvalidLineRejectsAllUnderRejectAll() {
        var good = freshSku();
        var file = shoe(good, "") + "\n{\"sku\":\"X\",\"nonsense\":1}\n";
        var answer = load("rejectAll", file);
        assertThat(report(answer, 422)).isEqualTo(List.of("1 unchanged", "2 rejected", "2 0 0 1 1"));
        assertThat(answer.asString()).contains("\"sku\":\"X\"").contains("\"path\":\"nonsense\"");
        given().get("/v1/products/by-sku/" + good).then().statusCode(404);
    }

    @Test
    void invalidLinesDoNotAffectOthersUnderRejectFailed() {
        var good = freshSku();
        var file = "nonsense\n" + shoe(freshSku(), "\"category\":\"nowhere\"") + "\n" + "x".repeat(300_000) + "\n"
                + shoe(good, "");
        var answer = load("rejectFailed", file);
        assertThat(report(answer, 200))
                .isEqualTo(List.of("1 rejected", "2 rejected", "3 rejected", "4 created", "4 1 0 0 3"));
        assertThat(answer.asString()).contains("catalog/unknown-category").contains("catalog/line-too-long");
        given().get("/v1/products/by-sku/" + good).then().statusCode(200);
    }

    @Test
    void theSkuOfAVariantIsTakenAlsoWithinTheFile() {
        var sku = freshSku();
        var file = shoe(freshSku(), "\"variants\":[{\"sku\":\"" + sku + "\"}]") + "\n" + shoe(sku, "") + "\n";
        assertThat(report(load("rejectAll", file), 422)).isEqualTo(List.of("1 unchanged", "2 rejected", "2 0 0 1 1"));
        assertThat(report(load("rejectFailed", file), 200)).isEqualTo(List.of("1 created", "2 rejected", "2 1 0 0 1"));
    }

    @Test
    void aRepeatedSkuIsRejectedNamingItsFirstLine() {
        var sku = freshSku();
        var file = shoe(sku, "") + "\n" + shoe(sku, "\"description\":\"again\"") + "\n";
        var refused = load("rejectAll", file);
        assertThat(report(refused, 422)).isEqualTo(List.of("1 unchanged", "2 rejected", "2 0 0 1 1"));
        assertThat(refused.asString()).contains("catalog/sku-repeated").contains("Line 1 ");
        assertThat(report(load("rejectFailed", file), 200)).isEqualTo(List.of("1 created", "2 rejected", "2 1 0 0 1"));
        given().get("/v1/products/by-sku/" + sku).then().body("version", equalTo(1));
    }

    @Test
    void anAttributeNameThatBsonCannotRepresentIsRejectedAndTheOtherLinesAreImported() {
        var good = freshSku();
        var bad = shoe(freshSku(), "\"attributes\":{\"a\\n\\u0000b\":1}");
        Staff.create(bad).then().statusCode(400);
        var answer = load("rejectFailed", shoe(freshSku(), "") + "\n" + bad + "\n" + shoe(good, "") + "\n");
        assertThat(report(answer, 200)).isEqualTo(List.of("1 created", "2 rejected", "3 created", "3 2 0 0 1"));
        given().get("/v1/products/by-sku/" + good).then().statusCode(200);
    }

    /// The report is larger than what the sockets between hold, so that a service that waited for its reader would
    /// stop reading the upload.
    @Test
    void aClientThatReadsOnlyAfterItsUploadReceivesTheWholeReport() throws Exception {
        var lines = 40_000;
        var line = ("x".repeat(300) + "\n").getBytes(StandardCharsets.US_ASCII);
        try (var socket = new Socket()) {
            socket.setReceiveBufferSize(8 * 1024);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), RestAssured.port));
            socket.setSoTimeout(20_000);
            var sending = Thread.ofVirtual().start(() -> send(socket, line, lines));
            assertThat(sending.join(Duration.ofSeconds(20)))
                    .as("the upload has ended")
                    .isTrue();
            var report = readToSummary(socket.getInputStream());
            assertThat(Pattern.compile("\"status\":\"rejected\"")
                            .matcher(report)
                            .results())
                    .hasSize(lines);
            assertThat(report).contains("\"read\":" + lines);
        }
    }

    /// Reads the report to its end, and removes the chunk headers, which may be within a line.
    private static String readToSummary(InputStream in) throws IOException {
        var answer = new ByteArrayOutputStream();
        var buffer = new byte[64 * 1024];
        for (var end = ""; !end.contains("summary") || !end.endsWith("\n\r\n0\r\n\r\n"); ) {
            var count = in.read(buffer);
            assertThat(count).as("the report has an end").isPositive();
            answer.write(buffer, 0, count);
            end += new String(buffer, 0, count, StandardCharsets.UTF_8);
            end = end.substring(Math.max(0, end.length() - 300));
        }
        return answer.toString(StandardCharsets.UTF_8).replaceAll("\r\n[0-9a-f]+\r\n", "");
    }

    private static void send(Socket socket, byte[] line, int lines) {
        var head =
                "POST /v1/products:import?onError=rejectFailed HTTP/1.1\r\nHost: catalog\r\nContent-Type: application/x-ndjson\r\n"
                        + "Authorization: Bearer " + Staff.token() + "\r\nContent-Length: " + (long) line.length * lines
                        + "\r\n\r\n";
        try {
            var out = new BufferedOutputStream(socket.getOutputStream(), 64 * 1024);
            out.write(head.getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; i < lines; i++) {
                out.write(line);
            }
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void anImportBeyondTheBodyLimitIsStreamed() {
        var file = new StringBuilder();
        var description = "\"description\":\"" + "long ".repeat(2_000) + "\"";
        for (int i = 0; i < 150; i++) {
            file.append(shoe(freshSku(), description)).append('\n');
        }
        assertThat(file.length()).isGreaterThan(1_500_000);
        assertThat(report(load("rejectFailed", file.toString()), 200))
                .hasSize(151)
                .endsWith("150 150 0 0 0");
    }

    @Test
    void anUnknownValueOfOnErrorIsRefused() {
        load("ignore", "{}").then().statusCode(400).contentType("application/problem+json");
    }

    private static Response load(String onError, String file) {
        return asStaff()
                .config(NDJSON)
                // Without URL encoding, because an encoded colon would be another path.
                .urlEncodingEnabled(false)
                .contentType("application/x-ndjson")
                .body(file)
                .post("/v1/products:import?onError=" + onError);
    }

    /// `line status` for each line, then the counts: read, created, updated, unchanged, rejected.
    private static List<String> report(Response answer, int status) {
        answer.then().statusCode(status);
        return answer.asString().lines().map(ImportIT::summarized).toList();
    }

    private static String summarized(String line) {
        var json = JsonPath.from(line);
        return json.get("summary") == null
                ? json.getInt("line") + " " + json.getString("status")
                : json.getInt("summary.read") + " " + json.getInt("summary.created") + " "
                        + json.getInt("summary.updated") + " " + json.getInt("summary.unchanged") + " "
                        + json.getInt("summary.rejected");
    }
}
