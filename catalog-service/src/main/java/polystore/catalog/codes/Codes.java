package polystore.catalog.codes;

import java.util.regex.Pattern;
import polystore.platform.http.Problem;

/// Codes that staff give to product types and categories: safe in paths, queries and index keys.
public final class Codes {

    /// 1 to 64 of letters, digits, dot, underscore, hyphen.
    public static final String REGEX = "[A-Za-z0-9._-]{1,64}";

    public static final String MESSAGE = "must be 1 to 64 of letters, digits, dot, underscore, hyphen";

    private static final Pattern PATTERN = Pattern.compile(REGEX);

    private Codes() {}

    /// @throws polystore.platform.http.ProblemException 400 for an invalid code
    public static String require(String name, String code) {
        if (!PATTERN.matcher(code).matches()) {
            throw Problem.badRequest("Correct the " + name + ".", new Problem.FieldError(name, MESSAGE))
                    .asException();
        }
        return code;
    }
}
