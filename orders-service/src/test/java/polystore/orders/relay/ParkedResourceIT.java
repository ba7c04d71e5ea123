package polystore.orders.relay;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import polystore.orders.OrdersStores;
import polystore.platform.testing.TestTokens;

/// `POST /v1/admin/outbox/parked:replay`
@QuarkusTest
@WithTestResource(OrdersStores.class)
class ParkedResourceIT {

    private static final String REPLAY = "/v1/admin/outbox/parked:replay";

    @Inject
    Jdbi jdbi;

    @Test
    void anOperatorReplaysParkedEvents() {
        park(-2, "{\"version\":1}");
        park(-1, "{\"version\":1,\"filling\":\"" + "x".repeat(1_200_000) + "\"}");

        asIs().auth()
                .oauth2(TestTokens.of("olga", "operator"))
                .post(REPLAY)
                .then()
                .statusCode(200)
                .body("delivered", equalTo(1))
                .body("refused", equalTo(1));
        assertThat(parked()).isEqualTo(1);
        jdbi.useHandle(handle -> handle.execute("delete from outbox_parked where id < 0"));
    }

    @Test
    void otherCallersAreRefused() {
        asIs().post(REPLAY).then().statusCode(401);
        asIs().auth().oauth2(TestTokens.of("sam", "staff")).post(REPLAY).then().statusCode(403);
    }

    /// Without URL encoding, because RestAssured would send the colon as %3A, which is another path.
    private static RequestSpecification asIs() {
        return given().urlEncodingEnabled(false);
    }

    private void park(long id, String payload) {
        jdbi.useHandle(handle -> handle.execute("""
                insert into outbox_parked (id, event_id, aggregate, version, type, payload, at, cause)
                values (?, uuidv7(), ?, 1, 'polystore.orders.Test', ?::json, now(), 'test')""", id, UUID.randomUUID(), payload));
    }

    private int parked() {
        return jdbi.withHandle(handle -> handle.createQuery("select count(*) from outbox_parked where id < 0")
                .mapTo(Integer.class)
                .one());
    }
}
