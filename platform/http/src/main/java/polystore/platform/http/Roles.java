package polystore.platform.http;

/// The roles a token can carry in its `groups`.
public final class Roles {

    public static final String CUSTOMER = "customer";
    public static final String STAFF = "staff";
    public static final String ANALYST = "analyst";
    public static final String OPERATOR = "operator";

    private Roles() {}
}
