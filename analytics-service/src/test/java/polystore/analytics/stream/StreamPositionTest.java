package polystore.analytics.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import polystore.platform.http.ProblemException;

class StreamPositionTest {

    @Test
    void isWrittenAndReadBack() {
        var position = new StreamPosition(Map.of(1, 7L, 0, 3L, 10, 0L));

        assertThat(position).hasToString("0.3-1.7-10.0");
        assertThat(StreamPosition.parse("0.3-1.7-10.0")).isEqualTo(position);
        assertThat(position.after(1, 7)).hasToString("0.3-1.8-10.0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "1", "1.", ".1", "1.2-", "1.2.3", "-1.2", "99999.1", "1.9999999999999999999"})
    void refusesWhatIsNoPosition(String text) {
        assertThatThrownBy(() -> StreamPosition.parse(text)).isInstanceOf(ProblemException.class);
    }
}
