package polystore.analytics.sales;

import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;
import polystore.platform.rest.QueryParameters;

/// The parameters `from` and `to` that every report has, as a `@BeanParam`; [TimeRange] parses them.
///
/// @param from as sent
/// @param to as sent
/// @param uri of the request, with the report's own parameters
record ReportParameters(
        @QueryParam("from")
        @Parameter(
                description = "ISO-8601 instant, inclusive; default 30 days before to",
                schema = @Schema(type = SchemaType.STRING, format = "date-time"))
        @Nullable
        String from,

        @QueryParam("to")
        @Parameter(
                description = "ISO-8601 instant, exclusive; default now",
                schema = @Schema(type = SchemaType.STRING, format = "date-time"))
        @Nullable
        String to,

        @Context UriInfo uri) {

    /// All parameters of the request.
    ///
    /// @param own names of the report's own parameters
    /// @throws polystore.platform.http.ProblemException 400 for any other parameter
    QueryParameters query(Set<String> own) {
        return QueryParameters.of(
                uri, Stream.concat(Stream.of("from", "to"), own.stream()).collect(Collectors.toUnmodifiableSet()));
    }
}
