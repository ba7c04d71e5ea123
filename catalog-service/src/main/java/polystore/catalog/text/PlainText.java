package polystore.catalog.text;

/// Text that every store and encoding can represent.
public final class PlainText {

    /// For single lines, such as names: no control characters, no unpaired surrogate.
    public static final String LINE_REGEX = "[^\\p{Cc}\\p{Cs}]+";

    private PlainText() {}

    /// Whether `text` has no control characters except tab and line breaks (PostgreSQL cannot store all of them),
    /// and no unpaired surrogate (UTF-8 cannot encode it).
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
