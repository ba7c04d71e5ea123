package polystore.catalog.imports;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.ConstraintViolationException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import polystore.catalog.editing.ProductBodies;
import polystore.catalog.editing.ProductBodyJson;
import polystore.catalog.products.Content;
import polystore.platform.http.Problem;
import polystore.platform.http.ProblemException;
import polystore.platform.rest.Bodies;
import polystore.platform.rest.ProblemMappers;

/// Reads one line as a product would be read that is sent alone.
@ApplicationScoped
public class LineForms {

    private final Bodies bodies;
    private final ObjectMapper json;
    private final ProblemMappers problems = new ProblemMappers();

    public LineForms(Bodies bodies, ObjectMapper json) {
        this.bodies = bodies;
        this.json = json;
    }

    /// A line, understood or not.
    sealed interface Form {
        long line();

        record Good(long line, Content content) implements Form {}

        record Bad(long line, @Nullable String sku, Problem problem) implements Form {}
    }

    Form read(NdjsonLines.Line line) {
        if (line.tooLong()) {
            return new Form.Bad(line.number(), null, tooLong());
        }
        try {
            return new Form.Good(
                    line.number(), ProductBodies.toContent(bodies.read(line.text(), ProductBodyJson.class)));
        } catch (ProblemException e) {
            return new Form.Bad(line.number(), sku(line.text()), e.problem());
        } catch (ConstraintViolationException e) {
            return new Form.Bad(line.number(), sku(line.text()), (Problem)
                    problems.violated(e).getEntity());
        }
    }

    /// So that a line that is no product can still be found by its SKU.
    private @Nullable String sku(byte[] text) {
        try {
            var sku = json.readTree(text).path("sku");
            return sku.isTextual() && sku.asText().length() <= 64 ? sku.asText() : null;
        } catch (IOException notJson) {
            return null;
        }
    }

    private static Problem tooLong() {
        return Problem.of(
                "catalog/line-too-long",
                413,
                "Line too long",
                "A line has at most " + NdjsonLines.LINE_BYTES_MAX / 1024 + " KiB: send this product alone.");
    }
}
