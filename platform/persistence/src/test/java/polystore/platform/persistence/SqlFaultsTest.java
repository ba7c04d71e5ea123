package polystore.platform.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlFaultsTest {

    @ParameterizedTest
    @CsvSource({
        "08006, true, false, false",
        "53300, true, false, false",
        "57014, true, false, false",
        "55P03, true, false, false",
        "55000, false, false, false",
        "40001, true, true, false",
        "40P01, true, true, false",
        "40002, true, false, false",
        "21000, false, false, true",
        "22001, false, false, true",
        "23505, false, false, true",
        "54000, false, false, true",
        "42601, false, false, false"
    })
    void classifiesAFailureByItsSqlState(String state, boolean unavailable, boolean lostRace, boolean data) {
        var failure = new IllegalStateException(new SQLException("reason", state));

        assertThat(SqlFaults.isUnavailable(failure)).isEqualTo(unavailable);
        assertThat(SqlFaults.isLostRace(failure)).isEqualTo(lostRace);
        assertThat(SqlFaults.isData(failure)).isEqualTo(data);
    }

    @Test
    void aFailureWithoutSqlStateMeansThatThePoolHadNoConnectionInTime() {
        var failure = new IllegalStateException(new SQLException("Sorry, acquisition timeout!"));

        assertThat(SqlFaults.isUnavailable(failure)).isTrue();
        assertThat(SqlFaults.isLostRace(failure)).isFalse();
        assertThat(SqlFaults.isData(failure)).isFalse();
    }

    @Test
    void anotherExceptionIsNoFailureOfTheDatabase() {
        assertThat(SqlFaults.isUnavailable(new IllegalStateException("ours"))).isFalse();
        assertThat(SqlFaults.isUnavailable(null)).isFalse();
    }

    @Test
    void theReasonIsTheMessageOfTheDatabaseWithoutTheStatement() {
        var failure =
                new IllegalStateException("insert into person values ('Ada')", new SQLException("no room", "53100"));

        assertThat(SqlFaults.reason(failure)).isEqualTo("no room");
        assertThat(SqlFaults.reason(new IllegalStateException("ours"))).isEqualTo("ours");
    }
}
