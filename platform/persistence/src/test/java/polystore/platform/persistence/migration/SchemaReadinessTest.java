package polystore.platform.persistence.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;

class SchemaReadinessTest {

    private final List<String> missing = new ArrayList<>();
    private boolean away;
    private boolean owner;
    private final SchemaReadiness readiness = new SchemaReadiness(List.of(new Schema()), false);

    @Test
    void missingObjectsAreNamedUntilTheyExist() {
        missing.addAll(List.of("table orders", "index orders_status"));
        assertThat(readiness.call().getStatus()).isEqualTo(Status.DOWN);
        assertThat(data(readiness.call())).containsEntry("Store", "missing: table orders, index orders_status");
        assertThat(data(readiness.call()).get("what to do")).asString().contains("migrate");

        missing.clear();
        assertThat(readiness.call().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void aServerThatIsUnavailableAtTheStartIsNamed() {
        away = true;
        assertThat(data(readiness.call()).get("Store")).asString().contains("connection refused");
        assertThat(data(readiness.call()).get("what to do")).asString().contains("start Store");

        away = false;
        assertThat(readiness.call().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void aServerThatBecomesUnavailableIsNamedUntilItIsAvailableAgain() {
        assertThat(readiness.call().getStatus()).isEqualTo(Status.UP);

        away = true;
        assertThat(data(readiness.call()).get("Store")).asString().contains("connection refused");

        away = false;
        assertThat(readiness.call().getStatus()).isEqualTo(Status.UP);
    }

    /// The migration of a later version may remove objects that this version declares but no longer uses.
    @Test
    void theSchemaOfAServiceThatWasReadyIsNotComparedAgain() {
        assertThat(readiness.call().getStatus()).isEqualTo(Status.UP);

        missing.add("index orders_status");
        assertThat(readiness.call().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void inProductionTheOwnerIsNotReady() {
        owner = true;
        assertThat(readiness.call().getStatus()).isEqualTo(Status.UP);

        var inProduction = new SchemaReadiness(List.of(new Schema()), true);
        assertThat(data(inProduction.call())).containsEntry("Store", "signed in as the owner");
    }

    private static Map<String, Object> data(HealthCheckResponse response) {
        return response.getData().orElseThrow();
    }

    private final class Schema implements DatabaseSchema {

        @Override
        public String database() {
            return "Store";
        }

        @Override
        public void ping() {
            if (away) {
                throw new IllegalStateException("connection refused");
            }
        }

        @Override
        public List<String> missing() {
            ping();
            return missing;
        }

        @Override
        public Optional<String> ownership() {
            return owner ? Optional.of("signed in as the owner") : Optional.empty();
        }
    }
}
