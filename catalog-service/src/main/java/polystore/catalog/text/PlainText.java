package polystore.catalog.text;

/// Text that every store and every encoding can hold.
public final class PlainText {

    /// For lines of their own, such as names: no control characters, no surrogate without its other half.
    public static final String LINE_REGEX = "[^\\p{Cc}\\p{Cs}]+";

    private PlainText() {}

    /// Whether `text` has no control characters but tab and line breaks (PostgreSQL cannot store all of them), and no
    /// surrogate without its other half (UTF-8 cannot encode it).
    public static boolean isPlain(String text) {
        return text.codePoints()
                .noneMatch(c -> Character.getType(c) == Character.SURROGATE
                        || (Character.isISOControl(c) && "\n\r\t".indexOf(c) < 0));
    }

    /// As [#isPlain], on one line.
    public static boolean isLine(String text) {
        return text.matches(LINE_REGEX);
    }
}
