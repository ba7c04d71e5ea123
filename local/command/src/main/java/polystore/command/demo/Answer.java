package polystore.command.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/// What the gateway answered.
///
/// @param body missing where it was no JSON
/// @param etag empty where there was none
public record Answer(int status, JsonNode body, String etag) {
    public boolean ok() {
        return status >= 200 && status < 300;
    }

    /// This answer, if it is a success.
    ///
    /// @param what was asked for, as the message names it
    /// @throws IllegalStateException with what the problem says
    public Answer orThrow(String what) {
        if (!ok()) {
            throw new IllegalStateException(what + " was refused: " + problem());
        }
        return this;
    }

    /// The stable slug of a problem, empty for what is none.
    public String type() {
        return body.path("type").asText();
    }

    /// `422 Not enough in stock: Order at most what is available (lines[0].quantity 3 of NW-1 are available)`
    public String problem() {
        var errors = StreamSupport.stream(body.path("errors").spliterator(), false)
                .map(error ->
                        error.path("path").asText() + " " + error.path("detail").asText())
                .collect(Collectors.joining("; "));
        return status + " " + body.path("title").asText() + ": "
                + body.path("detail").asText() + (errors.isEmpty() ? "" : " (" + errors + ")");
    }
}
