package polystore.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineIT {
    @ParameterizedTest
    @ValueSource(strings = {"nope", "up --wat", "token", "token --role nobody", "up --only everything", ""})
    void aWrongCommandLineExitsWith2(String line) {
        assertThat(Polystore.run(line.isEmpty() ? new String[0] : line.split(" ", -1)))
                .isEqualTo(2);
    }

    @Test
    void helpExitsWith0() {
        assertThat(Polystore.run("--help")).isZero();
        assertThat(Polystore.run("up", "--help")).isZero();
    }
}
