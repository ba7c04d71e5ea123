package polystore.platform.testing.counterexamples;

import jakarta.ws.rs.NotFoundException;

/// Uses HTTP types outside of a web class.
final class Answers {
    private Answers() {}

    static NotFoundException nothingHere() {
        return new NotFoundException();
    }
}
