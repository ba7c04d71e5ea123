package polystore.platform.rest;

import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import polystore.platform.http.Problem;
import polystore.platform.http.ProblemException;

/// Versions as strong entity tags, `"7"` for version 7. Source: RFC 9110 section 13, RFC 6585 for 428.
public final class EntityTags {

    private EntityTags() {}

    public static String of(long version) {
        return "\"" + version + "\"";
    }

    /// Checks that a change names the current version of the resource.
    ///
    /// @throws ProblemException 428 without `If-Match`, 412 when it does not match
    public static void requireMatch(@Nullable String ifMatch, long version) {
        requirePresent(ifMatch);
        if (!matches(ifMatch, version)) {
            throw mismatch(version).asException();
        }
    }

    /// 412: `If-Match` names another version than the resource has.
    public static Problem mismatch(long version) {
        return Problem.of(
                "request/version-mismatch",
                412,
                "Version mismatch",
                "The resource is at version " + version + ": read it again and repeat the change on it.");
    }

    /// @throws ProblemException 428 without `If-Match`
    public static void requirePresent(@Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.isBlank()) {
            throw Problem.of(
                            "request/version-required",
                            428,
                            "If-Match is missing",
                            "Send If-Match with the ETag of the resource as you read it.")
                    .asException();
        }
    }

    /// Whether `If-None-Match` names this version, so that a GET responds 304.
    public static boolean notModified(@Nullable String ifNoneMatch, long version) {
        return ifNoneMatch != null && matches(ifNoneMatch.replace("W/", ""), version);
    }

    public static Response notModified(long version) {
        return Response.notModified().header("ETag", of(version)).build();
    }

    /// Whether a list of entity tags names this version, or every one (`*`).
    public static boolean matches(@Nullable String header, long version) {
        return header != null
                && Arrays.stream(header.split(",", -1))
                        .map(String::strip)
                        .anyMatch(tag -> tag.equals("*") || tag.equals(of(version)));
    }
}
