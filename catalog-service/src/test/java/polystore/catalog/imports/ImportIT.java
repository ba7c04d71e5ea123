package polystore.catalog.imports;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static polystore.catalog.Staff.asStaff;
import static polystore.catalog.Staff.freshSku;
import static polystore.catalog.Staff.shoe;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.List;
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
    void oneBadLineKeepsAllOutUnderRejectAll() {
        var good = freshSku();
        var file = shoe(good, "") + "\n{\"sku\":\"X\",\"nonsense\":1}\n";
        var answer = load("rejectAll", file);
        assertThat(report(answer, 422)).isEqualTo(List.of("1 unchanged", "2 rejected", "2 0 0 1 1"));
        assertThat(answer.asString()).contains("\"sku\":\"X\"").contains("\"path\":\"nonsense\"");
        given().get("/v1/products/by-sku/" + good).then().statusCode(404);
    }

    @Test
    void badLinesStandForThemselvesUnderRejectFailed() {
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
    void aSkuIsOneProductsWithinAFileToo() {
        var sku = freshSku();
        var file = shoe(freshSku(), "\"variants\":[{\"sku\":\"" + sku + "\"}]") + "\n" + shoe(sku, "") + "\n";
        assertThat(report(load("rejectAll", file), 422)).isEqualTo(List.of("1 unchanged", "2 rejected", "2 0 0 1 1"));
        assertThat(report(load("rejectFailed", file), 200)).isEqualTo(List.of("1 created", "2 rejected", "2 1 0 0 1"));
    }

    @Test
    void moreThanABodyMayHaveIsStreamed() {
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
    void anUnknownWayToHandleErrorsIsRefused() {
        load("ignore", "{}").then().statusCode(400).contentType("application/problem+json");
    }

    private static Response load(String onError, String file) {
        return asStaff()
                .config(NDJSON)
                // The colon goes as it is: encoded, it would be another path.
                .urlEncodingEnabled(false)
                .contentType("application/x-ndjson")
                .body(file)
                .post("/v1/products:import?onError=" + onError);
    }

    /// `line status` for each line, then the counts: read, created, updated, unchanged, rejected.
    private static List<String> report(Response answer, int status) {
        answer.then().statusCode(status);
        return answer.asString().lines().map(ImportIT::told).toList();
    }

    private static String told(String line) {
        var json = JsonPath.from(line);
        return json.get("summary") == null
                ? json.getInt("line") + " " + json.getString("status")
                : json.getInt("summary.read") + " " + json.getInt("summary.created") + " "
                        + json.getInt("summary.updated") + " " + json.getInt("summary.unchanged") + " "
                        + json.getInt("summary.rejected");
    }
}
