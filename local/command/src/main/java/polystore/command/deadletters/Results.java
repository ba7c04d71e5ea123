package polystore.command.deadletters;

import com.fasterxml.jackson.databind.JsonNode;
import polystore.command.Printable;

/// Prints the result of a decision.
final class Results {

    private Results() {}

    /// @param result of a decision, or the problem that says why nothing could be applied
    /// @return 1 when records are left, otherwise 0
    static int print(String id, JsonNode result) {
        if (result.has("detail")) {
            System.out.println(id + ": " + Printable.of(result.path("detail").asText()));
            return 1;
        }
        var left = result.path("left").asInt();
        System.out.printf(
                "%s: %s%d processed, %d left%s%n",
                id,
                result.path("dryRun").asBoolean() ? "would be " : "",
                result.path("applied").asInt(),
                left,
                result.hasNonNull("cause")
                        ? ": " + Printable.of(result.path("cause").asText())
                        : "");
        return left == 0 ? 0 : 1;
    }
}
