package polystore.catalog.codes;

import org.jspecify.annotations.Nullable;
import polystore.platform.http.Problem;

/// The intention of a PUT by its preconditions, so that a client that wants to create an entry never replaces one.
sealed interface PutCondition {

    /// `If-None-Match: *`: create, only if it does not exist.
    record Create() implements PutCondition {}

    /// `If-Match`: replace, only if the version is unchanged.
    record Replace(String ifMatch) implements PutCondition {}

    /// @throws polystore.platform.http.ProblemException 428 without a precondition, 400 with both or with another
    /// `If-None-Match`
    static PutCondition of(@Nullable String ifMatch, @Nullable String ifNoneMatch) {
        if (ifNoneMatch == null) {
            return new Replace(required(ifMatch));
        }
        if (ifMatch != null || !ifNoneMatch.strip().equals("*")) {
            throw Problem.badRequest("Send If-None-Match: * to create, or If-Match with the ETag to replace.")
                    .asException();
        }
        return new Create();
    }

    private static String required(@Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.isBlank()) {
            throw Problem.of(
                            "request/version-required",
                            428,
                            "A precondition is missing",
                            "Send If-None-Match: * to create, or If-Match with the ETag to replace.")
                    .asException();
        }
        return ifMatch;
    }

    /// 412 when the entry to create exists already.
    static Problem exists(String what) {
        return Problem.of(
                "request/exists", 412, "Exists already", what + " exists: send If-Match with its ETag to replace it.");
    }
}
