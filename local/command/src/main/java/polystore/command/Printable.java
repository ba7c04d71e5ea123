package polystore.command;

/// Text from a record as a terminal may print it.
public final class Printable {

    private Printable() {}

    /// Control characters could change the terminal's state, so each is replaced by `·`.
    public static String of(String text) {
        var printable = new StringBuilder(text.length());
        text.codePoints().forEach(it -> printable.appendCodePoint(Character.isISOControl(it) ? '·' : it));
        return printable.toString();
    }
}
