package polystore.platform.testing.counterexamples;

import jakarta.ws.rs.NotFoundException;

/// Answers HTTP outside of the web edge.
final class Answers {
    private Answers() {}

    static NotFoundException nothingHere() {
        return new NotFoundException();
    }
}
