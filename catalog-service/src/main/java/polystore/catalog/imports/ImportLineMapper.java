package polystore.catalog.imports;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.ConstraintViolationException;
import java.io.IOException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import polystore.catalog.codes.Codes;
import polystore.catalog.editing.ProductBodies;
import polystore.catalog.editing.ProductBodyJson;
import polystore.platform.http.Problem;
import polystore.platform.http.ProblemException;
import polystore.platform.rest.Bodies;
import polystore.platform.rest.ProblemMappers;

/// Parses a line like the body of a request for a single product.
@ApplicationScoped
class ImportLineMapper {

    private static final Logger LOG = Logger.getLogger(ImportLineMapper.class);

    private final Bodies bodies;
    private final ObjectMapper json;
    private final ProblemMappers problems = new ProblemMappers();

    ImportLineMapper(Bodies bodies, ObjectMapper json) {
        this.bodies = bodies;
        this.json = json;
    }

    ParsedLine parse(NdjsonLines.Line line) {
        if (line.tooLong()) {
            return new ParsedLine.Invalid(line.number(), null, tooLong());
        }
        try {
            var body = bodies.read(line.text(), ProductBodyJson.class);
            return new ParsedLine.Valid(line.number(), ProductBodies.toContent(body));
        } catch (ProblemException e) {
            return invalid(line, e.problem());
        } catch (ConstraintViolationException e) {
            return invalid(line, (Problem) problems.violated(e).getEntity());
        } catch (RuntimeException e) {
            LOG.errorf(e, "Line %d of an import could not be parsed", line.number());
            return invalid(line, ReportLine.FAILURE);
        }
    }

    private ParsedLine invalid(NdjsonLines.Line line, Problem problem) {
        return new ParsedLine.Invalid(line.number(), sku(line.text()), problem);
    }

    /// Reads the SKU of an invalid line for the report.
    private @Nullable String sku(byte[] text) {
        try {
            var sku = json.readTree(text).path("sku");
            return sku.isTextual() && sku.asText().matches(Codes.REGEX) ? sku.asText() : null;
        } catch (IOException notJson) {
            return null;
        }
    }

    private static Problem tooLong() {
        return Problem.of(
                "catalog/line-too-long",
                413,
                "Line too long",
                "A line has at most " + NdjsonLines.LINE_BYTES_MAX / 1024
                        + " KiB: send this product by POST /v1/products.");
    }
}
