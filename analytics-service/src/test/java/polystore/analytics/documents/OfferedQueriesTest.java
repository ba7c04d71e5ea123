package polystore.analytics.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.HashMap;
import org.junit.jupiter.api.Test;
import polystore.platform.http.ProblemException;

class OfferedQueriesTest {

    @Test
    void aCombinationThatIsNotOfferedIsRefusedWithTheFaultyParameterAndWhatIsOffered() {
        var offered = new ArrayList<OrderQuery>();
        var refused = new HashMap<OrderQuery, ProblemException>();
        for (var query : OrderCombinations.all()) {
            var refusal = catchThrowableOfType(ProblemException.class, () -> OfferedQueries.check(query));
            if (refusal == null) {
                offered.add(query);
            } else {
                refused.put(query, refusal);
            }
        }

        var directionsAndRanges = 2 * 2;
        assertThat(offered).hasSize((12 + 7) * directionsAndRanges);
        assertThat(refused.values()).allSatisfy(it -> {
            assertThat(it.problem().status()).isEqualTo(400);
            assertThat(it.problem().detail()).contains("Offered are: with sort=newest or oldest");
            assertThat(it.problem().errors()).hasSize(1);
        });
        assertThat(refused).allSatisfy((query, refusal) -> {
            var path = refusal.problem().errors().getFirst().path();
            assertThat(path.equals("currency")
                            || OrderCombinations.parameters(query).contains(path.split(", ", -1)[0]))
                    .as(path)
                    .isTrue();
        });
    }
}
