package polystore.catalog.imports;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
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
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import polystore.catalog.editing.ProductBodyJson;
import polystore.platform.http.Problem;
import polystore.platform.http.Roles;
import polystore.platform.rest.ProblemResponse;

/// Imports many products in one request, for staff; body and report are streamed.
@Path("/v1/products:import")
@Tag(name = "Products")
class ImportResource {

    static final String NDJSON = "application/x-ndjson";

    private static final Logger LOG = Logger.getLogger(ImportResource.class);

    /// Limits the threads, connections and memory that imports use.
    private static final int IMPORTS_AT_ONCE = 2;

    private static final int RETRY_AFTER_SECONDS = 10;
    /// A client that does not read its report for this long is disconnected.
    private static final Duration UNREAD_MAX = Duration.ofSeconds(30);

    private final RunImport run;
    private final RoutingContext request;
    private final Semaphore free = new Semaphore(IMPORTS_AT_ONCE);

    ImportResource(RunImport run, RoutingContext request) {
        this.run = run;
        this.request = request;
    }

    /// @param onError `rejectAll` (the default) imports all lines or none, `rejectFailed` all valid ones
    @POST
    @Consumes(NDJSON)
    @RolesAllowed(Roles.STAFF)
    @Operation(
            operationId = "importProducts",
            summary = "Import products",
            description =
                    "One product per line. A line whose SKU exists replaces that product, or is reported as unchanged"
                            + " if nothing differs. The report has a line for each line, in order, and ends with a"
                            + " summary, or with a problem if the import could not be completed.")
    @APIResponse(
            responseCode = "200",
            description = "The report, as NDJSON",
            content = @Content(mediaType = NDJSON, schema = @Schema(implementation = ReportLine.class)))
    public Response load(
            @QueryParam("onError")
                    @Parameter(
                            description = "Whether a rejected line rejects all others (rejectAll) or only itself"
                                    + " (rejectFailed)",
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            enumeration = {"rejectAll", "rejectFailed"}))
                    @Nullable
                    String onError,
            @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = NDJSON,
                                            schema = @Schema(implementation = ProductBodyJson.class)))
                    InputStream body)
            throws IOException {
        var all = rejectsAll(onError);
        if (!free.tryAcquire()) {
            return busy();
        }
        try {
            return all ? allOrNone(body) : streamed(200, out -> run.handle(body, out));
        } catch (IOException | RuntimeException e) {
            free.release();
            throw e;
        }
    }

    private Response allOrNone(InputStream body) throws IOException {
        var spool = new Spool();
        try {
            return check(body, spool)
                    ? streamed(200, out -> loadKept(spool, out))
                    : streamed(422, out -> refuse(spool, out));
        } catch (IOException | RuntimeException e) {
            spool.close();
            throw e;
        }
    }

    private boolean check(InputStream body, Spool spool) throws IOException {
        try (var kept = spool.keeping(body);
                var report = spool.report()) {
            return run.check(kept, report);
        }
    }

    private void loadKept(Spool spool, OutputStream out) throws IOException {
        try (spool;
                var kept = spool.kept()) {
            run.handle(kept, out);
        }
    }

    private static void refuse(Spool spool, OutputStream out) throws IOException {
        try (spool) {
            spool.copyReport(out);
        }
    }

    private Response streamed(int status, StreamingOutput report) {
        var response = request.response();
        StreamingOutput releasing = out -> {
            try (var pipe = new ReportPipe(chunk -> send(chunk, out, response), UNREAD_MAX)) {
                report.write(pipe);
                pipe.finish();
            } catch (IOException e) {
                abort(response, e);
                throw e;
            } finally {
                free.release();
            }
        };
        return Response.status(status).type(NDJSON).entity(releasing).build();
    }

    /// The first chunk is sent by RESTEasy together with the head; the others are not, because its stream would
    /// block until the client reads.
    private static CompletableFuture<?> send(byte[] chunk, OutputStream out, HttpServerResponse response)
            throws IOException {
        if (response.headWritten()) {
            return response.write(Buffer.buffer(chunk)).toCompletionStage().toCompletableFuture();
        }
        out.write(chunk);
        out.flush();
        return CompletableFuture.completedFuture(null);
    }

    /// Closes the connection, so that an incomplete report does not look complete.
    private static void abort(HttpServerResponse response, IOException cause) {
        LOG.warnf("The report of an import was aborted: %s", cause.getMessage());
        response.reset();
    }

    private static boolean rejectsAll(@Nullable String onError) {
        return switch (onError) {
            case "rejectAll" -> true;
            case "rejectFailed" -> false;
            case null -> true;
            default ->
                throw Problem.badRequest(
                                "Correct the parameter onError.",
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
                        "At most " + IMPORTS_AT_ONCE
                                + " imports run at once: try again after the seconds in Retry-After."),
                RETRY_AFTER_SECONDS);
    }
}
