package polystore.catalog.codes;

import jakarta.ws.rs.core.Response;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import polystore.platform.http.Problem;
import polystore.platform.rest.Cursors;
import polystore.platform.rest.EntityTags;
import polystore.platform.rest.Page;
import polystore.platform.rest.PageParameters;

/// The operations that are the same for all coded entries: list, read and put.
///
/// @param <T> the entry
/// @param <J> its form in JSON
public final class CodedResource<T extends Coded, J> {

    private final String noun;
    private final String list;
    private final MongoCoded<T> entries;
    private final Function<T, J> toJson;
    private final Cursors cursors;

    /// @param noun for messages, such as `product type`
    /// @param list the name of the list, which its cursors are bound to
    public CodedResource(String noun, String list, MongoCoded<T> entries, Function<T, J> toJson, Cursors cursors) {
        this.noun = noun;
        this.list = list;
        this.entries = entries;
        this.toJson = toJson;
        this.cursors = cursors;
    }

    public RestResponse<Page<J>> list(PageParameters page) {
        return page.answer(list, cursors, entries::page, Coded::code, toJson);
    }

    public Response read(String code, @Nullable String ifNoneMatch) {
        var entry = existing(code);
        return EntityTags.notModified(ifNoneMatch, entry.version())
                ? EntityTags.notModified(entry.version())
                : answer(Response.ok(), entry);
    }

    /// Creates with `If-None-Match: *`, replaces with `If-Match`.
    ///
    /// @param entry makes the entry of a version
    /// @param requireRules throws a problem where the entry breaks a rule
    public Response put(
            String code,
            @Nullable String ifMatch,
            @Nullable String ifNoneMatch,
            LongFunction<T> entry,
            Consumer<T> requireRules) {
        return switch (PutCondition.of(ifMatch, ifNoneMatch)) {
            case PutCondition.Create() -> create(entry.apply(1), requireRules);
            case PutCondition.Replace(var tag) -> replace(existing(code), tag, entry, requireRules);
        };
    }

    private Response create(T entry, Consumer<T> requireRules) {
        if (entries.byCode(entry.code()).isPresent()) {
            throw exists(entry).asException();
        }
        requireRules.accept(entry);
        if (!entries.add(entry)) {
            throw exists(entry).asException();
        }
        return answer(Response.status(Response.Status.CREATED), entry);
    }

    private Response replace(T current, String ifMatch, LongFunction<T> entry, Consumer<T> requireRules) {
        EntityTags.requireMatch(ifMatch, current.version());
        var changed = entry.apply(current.version() + 1);
        requireRules.accept(changed);
        if (!entries.replace(changed)) {
            // Another request has changed the entry since its version was checked.
            EntityTags.requireMatch(
                    EntityTags.of(current.version()), existing(current.code()).version());
        }
        return answer(Response.ok(), changed);
    }

    private T existing(String code) {
        return entries.byCode(Codes.require("code", code))
                .orElseThrow(() -> Problem.notFound("There is no " + noun + " " + code
                                + ": staff can create it by PUT with If-None-Match: *.")
                        .asException());
    }

    private Problem exists(T entry) {
        return PutCondition.exists("The " + noun + " " + entry.code());
    }

    private Response answer(Response.ResponseBuilder response, T entry) {
        return response.entity(toJson.apply(entry))
                .header("ETag", EntityTags.of(entry.version()))
                .build();
    }
}
