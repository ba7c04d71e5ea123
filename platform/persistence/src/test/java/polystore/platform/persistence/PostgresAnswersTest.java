package polystore.platform.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostgresAnswersTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "jdbc:postgresql://127.0.0.1:25432/orders | 127.0.0.1:25432",
                "jdbc:postgresql://127.0.0.1,127.0.0.2:5433/orders?targetServerType=primary | 127.0.0.1:5432"
                        + " 127.0.0.2:5433",
                "jdbc:postgresql://127.0.0.3?user=a/b | 127.0.0.3:5432",
                "jdbc:postgresql:orders | 127.0.0.1:5432"
            })
    void asksEveryServerOfTheUrl(String jdbcUrl, String servers) {
        assertThat(PostgresAnswers.servers(jdbcUrl))
                .extracting(it -> it.getAddress().getHostAddress() + ":" + it.getPort())
                .containsExactly(servers.split(" "));
    }
}
