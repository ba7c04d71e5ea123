package polystore.platform.rest;

import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.function.Function;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import polystore.platform.http.ProblemException;

/// The parameters of a request for one page of a list, as a `@BeanParam`.
///
/// @param limit as sent
/// @param cursor as sent
/// @param uri of the request, from which the link to the next page is made
public record PageParameters(
        @QueryParam("limit") @Nullable String limit,
        @QueryParam("cursor") @Nullable String cursor,
        @Context UriInfo uri) {

    /// The rows of a list in its order.
    public interface Rows<R> {

        /// @param position of the last row of the previous page, empty for the first page
        /// @param count of rows at most
        List<R> after(String position, int count);
    }

    /// Reads the requested page, and one row more, which shows whether there is a next page.
    ///
    /// @param list names the list and its filter, for which alone the cursors are valid
    /// @param position of a row, in the form that `rows` gets
    /// @throws ProblemException 400 for an invalid limit or a cursor of another list
    public <R> Page<R> read(String list, Cursors cursors, Rows<R> rows, Function<R, String> position) {
        var most = Page.limit(limit);
        var found = rows.after(cursor == null ? "" : cursors.open(list, cursor), most + 1);
        var page = found.stream().limit(most).toList();
        return new Page<>(page, found.size() > most ? cursors.seal(list, position.apply(page.getLast())) : null);
    }

    /// Responds with the requested page of a list: see [#read].
    public <R, J> RestResponse<Page<J>> answer(
            String list, Cursors cursors, Rows<R> rows, Function<R, String> position, Function<R, J> json) {
        return read(list, cursors, rows, position).map(json).toResponse(uri);
    }
}
