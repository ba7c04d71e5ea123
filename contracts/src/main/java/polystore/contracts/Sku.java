package polystore.contracts;

import java.util.regex.Pattern;

/// The rule for SKUs, the same in every service: a SKU stands in paths, record keys and index keys unchanged.
public final class Sku {

    public static final String PATTERN = "^[A-Za-z0-9._-]{1,64}$";

    /// The rule in words, to follow the name of a field.
    public static final String RULE = "must be 1 to 64 letters, digits, dots, underscores or hyphens";

    private static final Pattern COMPILED = Pattern.compile(PATTERN);

    private Sku() {}

    public static boolean isValid(String sku) {
        return COMPILED.matcher(sku).matches();
    }
}
