package polystore.catalog.imports;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.mongodb.MongoException;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.Semaphore;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import polystore.platform.http.Problem;
import polystore.platform.http.Roles;
import polystore.platform.rest.ProblemResponse;

/// Many products at once, for staff: streamed in, its report streamed out.
@Path("/v1/products:import")
public class ImportResource {

    static final String NDJSON = "application/x-ndjson";

    private static final Logger LOG = Logger.getLogger(ImportResource.class);

    /// Each holds a thread, a batch and a share of the connections; the rest is for shoppers.
    private static final int IMPORTS_AT_ONCE = 2;

    private static final int RETRY_AFTER_SECONDS = 10;

    private final ImportProducts imports;
    private final AllOrNone allOrNone;
    private final ObjectMapper json;
    private final Semaphore free = new Semaphore(IMPORTS_AT_ONCE);

    public ImportResource(ImportProducts imports, AllOrNone allOrNone, ObjectMapper json) {
        this.imports = imports;
        this.allOrNone = allOrNone;
        this.json = json;
    }

    /// @param onError `rejectAll` (the default) imports all lines or none, `rejectFailed` those that can be
    @POST
    @Consumes(NDJSON)
    @RolesAllowed(Roles.STAFF)
    @APIResponse(responseCode = "200", content = @Content(mediaType = NDJSON))
    public Response load(
            @QueryParam("onError")
                    @Parameter(
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            enumeration = {"rejectAll", "rejectFailed"}))
                    @Nullable
                    String onError,
            @RequestBody(content = @Content(mediaType = NDJSON)) InputStream body)
            throws IOException {
        var all = rejectsAll(onError);
        if (!free.tryAcquire()) {
            return busy();
        }
        try {
            return all ? rehearsed(body) : streamed(200, out -> load(body, out));
        } catch (IOException | RuntimeException e) {
            free.release();
            throw e;
        }
    }

    private Response rehearsed(InputStream body) throws IOException {
        var spool = new Spool();
        try {
            return allOrNone.rehearse(body, spool)
                    ? streamed(200, out -> loadKept(spool, out))
                    : streamed(422, out -> refuse(spool, out));
        } catch (IOException | RuntimeException e) {
            spool.close();
            throw e;
        }
    }

    private void loadKept(Spool spool, OutputStream out) throws IOException {
        try (spool;
                var kept = spool.kept()) {
            load(kept, out);
        }
    }

    private static void refuse(Spool spool, OutputStream out) throws IOException {
        try (spool) {
            spool.copyReport(out);
        }
    }

    /// When the database goes away in the middle, the status is long sent: the report ends with a problem instead of a
    /// summary, and the same import may be sent again.
    private void load(InputStream body, OutputStream out) throws IOException {
        var lines = new NdjsonLines(body);
        var report = new Report(json, out);
        try {
            for (var batch = lines.batch(); !batch.isEmpty(); batch = lines.batch()) {
                report.add(imports.handle(batch));
            }
            report.end();
        } catch (MongoException e) {
            LOG.warnf("An import ended early: %s", e.getMessage());
            report.broken(Problem.of(
                    "service/unavailable",
                    503,
                    "For the moment not available",
                    "The database does not answer: send the same import again, what was imported stays as it is."));
        }
    }

    private Response streamed(int status, StreamingOutput report) {
        StreamingOutput releasing = out -> {
            try {
                report.write(out);
            } finally {
                free.release();
            }
        };
        return Response.status(status).type(NDJSON).entity(releasing).build();
    }

    private static boolean rejectsAll(@Nullable String onError) {
        return switch (onError) {
            case "rejectAll" -> true;
            case "rejectFailed" -> false;
            case null -> true;
            default ->
                throw Problem.badRequest(
                                "Choose what a bad line means for the others.",
                                new Problem.FieldError("onError", "must be rejectAll or rejectFailed"))
                        .asException();
        };
    }

    private static Response busy() {
        return ProblemResponse.of(
                Problem.of(
                        "catalog/import-busy",
                        503,
                        "Other imports are running",
                        "Try again after the seconds in Retry-After."),
                RETRY_AFTER_SECONDS);
    }
}
