package polystore.platform.http;

import java.util.regex.Pattern;

/// Validates subjects: the `sub` of a token, which is the customer id in tables and a segment in paths.
public final class Subjects {

    /// The rule as a client reads it, after "the subject".
    public static final String RULE = "must be 1 to 255 visible ASCII characters without / \\ ; and %";

    /// As long as OpenID Connect allows (Core 1.0, section 2), without the characters that are not allowed in a path
    /// segment.
    private static final Pattern SUBJECT = Pattern.compile("[!-~&&[^/\\\\;%]]{1,255}");

    private Subjects() {}

    public static boolean isValid(String subject) {
        return SUBJECT.matcher(subject).matches();
    }
}
