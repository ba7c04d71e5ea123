package polystore.platform.rest;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Validator;
import java.io.IOException;
import java.util.stream.Collectors;
import polystore.platform.http.Problem;
import polystore.platform.http.ProblemException;

/// Parses and validates a request body. Resources call it after they have decided about 404, because the order of
/// checks is 401, 403, 404, 400, 428, 412, 409, 422.
@ApplicationScoped
public class Bodies {

    private static final String REPEATED = "Duplicate field '";

    private final ObjectMapper json;
    private final Validator validator;

    public Bodies(ObjectMapper json, Validator validator) {
        this.json = json;
        this.validator = validator;
    }

    /// Parses strictly and applies the constraints of `form`.
    ///
    /// @throws ProblemException 400 with the path of the fault
    /// @throws ConstraintViolationException mapped to 400 with all faulty fields
    public <T> T read(byte[] body, Class<T> form) {
        var value = parse(body, form);
        var violations = validator.validate(value);
        if (!violations.isEmpty()) {
            throw new ConstraintViolationException(violations);
        }
        return value;
    }

    private <T> T parse(byte[] body, Class<T> form) {
        if (body.length == 0) {
            throw Problem.badRequest("The body is empty: send a JSON object.").asException();
        }
        try {
            var value = json.readValue(body, form);
            if (value == null) {
                throw Problem.badRequest("The body is null: send a JSON object.")
                        .asException();
            }
            return value;
        } catch (IOException e) {
            throw problem(e).asException();
        }
    }

    /// The problem of a body that could not be parsed as `form`.
    public static Problem problem(IOException e) {
        return switch (e) {
            case UnrecognizedPropertyException unknown ->
                Problem.badRequest(
                        "Remove the unknown field " + unknown.getPropertyName() + ".",
                        new Problem.FieldError(path(unknown), "is not a field of this request"));
            case JsonMappingException wrong when wrong.getCause() instanceof JsonParseException fault -> problem(fault);
            case JsonMappingException wrong
            when wrong.getPath().isEmpty() ->
                Problem.badRequest("Send one JSON object of the documented form, and nothing after it.");
            case JsonMappingException wrong ->
                Problem.badRequest(
                        "Correct the field named in errors.", new Problem.FieldError(path(wrong), reason(wrong)));
            case JsonParseException broken -> problem(broken);
            default -> Problem.badRequest("The body could not be read: send one JSON object.");
        };
    }

    /// Only its message tells that a parse exception is about a repeated field; the name follows in quotes.
    private static Problem problem(JsonParseException e) {
        var message = e.getOriginalMessage();
        if (message.startsWith(REPEATED)) {
            var field = message.substring(REPEATED.length(), message.length() - 1);
            return Problem.badRequest(
                    "Name every field once: " + field + " is repeated.", new Problem.FieldError(field, "is repeated"));
        }
        return Problem.badRequest("The body is not JSON: see line "
                + e.getLocation().getLineNr() + ", column " + e.getLocation().getColumnNr() + ".");
    }

    private static String reason(JsonMappingException e) {
        var own = e.getCause() instanceof IllegalArgumentException cause ? cause.getMessage() : null;
        return own != null ? own : "has the wrong type or format";
    }

    private static String path(JsonMappingException e) {
        return e.getPath().stream()
                .map(at -> at.getFieldName() == null ? "[" + at.getIndex() + "]" : "." + at.getFieldName())
                .collect(Collectors.joining())
                .replaceFirst("^\\.", "");
    }
}
