package polystore.catalog.codes;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import polystore.platform.rest.Cursors;
import polystore.platform.rest.Page;

/// Pages through what is ordered by code.
@ApplicationScoped
public class CodeList {

    private final Cursors cursors;

    public CodeList(Cursors cursors) {
        this.cursors = cursors;
    }

    /// @param list the list's name, which its cursors are bound to
    /// @param pageAfter what comes after a code, at most so many
    public <T, J> Page<J> page(
            String list,
            @Nullable String limit,
            @Nullable String cursor,
            BiFunction<String, Integer, List<T>> pageAfter,
            Function<T, J> toJson,
            Function<J, String> code) {
        var count = Page.limit(limit);
        // One more than asked for tells whether there is a next page.
        var found = pageAfter.apply(cursor == null ? "" : cursors.open(list, cursor), count + 1);
        var items = found.stream().limit(count).map(toJson).toList();
        return new Page<>(items, found.size() > count ? cursors.seal(list, code.apply(items.getLast())) : null);
    }
}
