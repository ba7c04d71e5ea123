package polystore.platform.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import polystore.platform.http.Problem;
import polystore.platform.http.ProblemException;

class PageTest {

    @ParameterizedTest
    @CsvSource({"1, 1", "20, 20", "100, 100"})
    void acceptsALimitFromOneToAHundred(String limit, int items) {
        assertThat(Page.limit(limit)).isEqualTo(items);
    }

    @Test
    void theDefaultLimitIsTwenty() {
        assertThat(Page.limit(null)).isEqualTo(20);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "101", "999", "-1", "+1", "1.0", "1e1", "", " ", " 5", "0x10", "٥", "10000000000"})
    void refusesAnyOtherLimit(String limit) {
        assertThatThrownBy(() -> Page.limit(limit))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().errors())
                                .extracting(Problem.FieldError::path)
                                .containsExactly("limit"));
    }
}
