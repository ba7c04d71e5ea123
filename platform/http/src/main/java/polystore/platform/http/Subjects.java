package polystore.platform.http;

import java.util.regex.Pattern;

/// Who somebody is: the `sub` of their token, the customer id in tables, a segment of a path.
public final class Subjects {

    /// For whoever sends another.
    public static final String RULE = "must be 1 to 255 visible ASCII characters without / \\ ; and %";

    /// As OpenID Connect bounds it (Core 1.0, section 2), without what a path cannot carry.
    private static final Pattern SUBJECT = Pattern.compile("[!-~&&[^/\\\\;%]]{1,255}");

    private Subjects() {}

    public static boolean isValid(String subject) {
        return SUBJECT.matcher(subject).matches();
    }
}
