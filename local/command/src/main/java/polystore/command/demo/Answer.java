package polystore.command.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/// A response of the gateway.
///
/// @param body a missing node where the body is not JSON
/// @param etag empty without an `ETag` header
record Answer(int status, JsonNode body, String etag) {
    public boolean ok() {
        return status >= 200 && status < 300;
    }

    /// This answer, if it is a success.
    ///
    /// @param call name of the call in the message
    /// @throws IllegalStateException with the text of the problem
    public Answer orThrow(String call) {
        if (!ok()) {
            throw new IllegalStateException(call + " was refused: " + problem());
        }
        return this;
    }

    /// The slug of the problem, empty for a response that is none.
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
