package polystore.orders;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import polystore.platform.http.Roles;
import polystore.platform.testing.TestTokens;

/// The running service permits every operation to exactly the roles that this table lists.
@QuarkusTest
@WithTestResource(OrdersStores.class)
class RolesIT {

    private static final Set<String> BUYERS = Set.of(Roles.CUSTOMER, Roles.STAFF);
    private static final Set<String> STAFF = Set.of(Roles.STAFF);
    private static final Set<String> OPERATOR = Set.of(Roles.OPERATOR);
    private static final Set<String> ANYONE = Set.of();

    private static final Map<String, Set<String>> ALLOWED = Map.ofEntries(
            Map.entry("POST /v1/orders", Set.of(Roles.CUSTOMER)),
            Map.entry("POST /v1/orders:quote", BUYERS),
            Map.entry("GET /v1/orders", BUYERS),
            Map.entry("GET /v1/orders/{id}", BUYERS),
            Map.entry("GET /v1/orders/{id}/history", BUYERS),
            Map.entry("POST /v1/orders/{id}/payment", BUYERS),
            Map.entry("POST /v1/orders/{id}/cancellation", BUYERS),
            Map.entry("POST /v1/orders/{id}/shipment", STAFF),
            Map.entry("POST /v1/orders/{id}/delivery", STAFF),
            Map.entry("POST /v1/orders/{id}/return", STAFF),
            Map.entry("GET /v1/stock/{sku}", ANYONE),
            Map.entry("GET /v1/stock/{sku}/movements", STAFF),
            Map.entry("POST /v1/stock/movements", STAFF),
            Map.entry("DELETE /v1/customers/{id}/personal-data", OPERATOR),
            Map.entry("GET /v1/admin/invariants", OPERATOR),
            Map.entry("GET /v1/dead-letters/{service}", OPERATOR),
            Map.entry("GET /v1/dead-letters/{service}/{consumer}", OPERATOR),
            Map.entry("GET /v1/dead-letters/{service}/{consumer}/decisions", OPERATOR),
            Map.entry("GET /v1/dead-letters/{service}/{consumer}/{id}", OPERATOR),
            Map.entry("POST /v1/dead-letters/{service}/{consumer}/{id}/replay", OPERATOR),
            Map.entry("POST /v1/dead-letters/{service}/{consumer}/{id}/discard", OPERATOR),
            Map.entry("GET /v1/admin/outbox/parked", OPERATOR),
            Map.entry("POST /v1/admin/outbox/parked:replay", OPERATOR),
            Map.entry("GET /v1/admin/outbox/partitions", OPERATOR),
            Map.entry("GET /v1/admin/customer-keys", OPERATOR),
            Map.entry("GET /v1/admin/stock", OPERATOR),
            Map.entry("GET /v1/admin/transformers", OPERATOR),
            Map.entry("GET /v1/admin/transformers/orders/documents/{id}", OPERATOR),
            Map.entry("POST /v1/admin/transformers/orders/documents/{id}/publication", OPERATOR));

    @Test
    void theTableNamesEveryOperation() {
        assertThat(operations()).containsExactlyInAnyOrderElementsOf(ALLOWED.keySet());
    }

    @Test
    void everyOperationLetsExactlyItsRolesThrough() {
        var wrong = new ArrayList<String>();
        ALLOWED.forEach((operation, roles) -> {
            for (var role : List.of(Roles.CUSTOMER, Roles.STAFF, Roles.ANALYST, Roles.OPERATOR)) {
                var isLetThrough = status(operation, role) != 403;
                if (isLetThrough != (roles.isEmpty() || roles.contains(role))) {
                    wrong.add(operation + " as " + role + (isLetThrough ? " is let through" : " is refused"));
                }
            }
            if ((status(operation, null) == 401) == roles.isEmpty()) {
                wrong.add(operation + " without a token");
            }
        });
        assertThat(wrong).isEmpty();
    }

    /// The status of a request without a body. Roles are checked first, so that any status but 401 and 403 means that
    /// the role is permitted.
    private static int status(String operation, @Nullable String role) {
        var words = operation.split(" ", 2);
        var path =
                words[1].replace("{id}", "00000000-0000-7000-8000-000000000000").replaceAll("\\{\\w+}", "NONE");
        var request = given().urlEncodingEnabled(false).contentType("application/json");
        if (role != null) {
            request.auth().oauth2(TestTokens.of("somebody", role));
        }
        return request.request(words[0], path).statusCode();
    }

    private static Set<String> operations() {
        Map<String, Map<String, Object>> paths =
                given().get("/q/openapi?format=json").jsonPath().getMap("paths");
        var operations = new TreeSet<String>();
        paths.forEach((path, methods) -> methods.keySet().stream()
                .map(method -> method.toUpperCase(Locale.ROOT))
                .filter(Set.of("GET", "PUT", "POST", "PATCH", "DELETE")::contains)
                .forEach(method -> operations.add(method + " " + path)));
        return operations;
    }
}
