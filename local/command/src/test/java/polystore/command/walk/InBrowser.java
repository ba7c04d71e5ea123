package polystore.command.walk;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/// Tests of the console that share one browser before the running stack; each has windows of its own.
@ExtendWith(WholeStack.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class InBrowser {

    static final String EVERY_ROLE = "staff,analyst,operator";

    final LocalStack stack;

    @SuppressWarnings("NullAway.Init") // set before all tests
    ConsoleWindow window;

    InBrowser(LocalStack stack) {
        this.stack = stack;
    }

    @BeforeAll
    void start() throws IOException {
        window = ConsoleWindow.of(stack);
    }

    @AfterEach
    void closePages() {
        window.closePages();
    }

    @AfterAll
    void stop() throws IOException {
        if (window != null) {
            window.close();
        }
    }
}
