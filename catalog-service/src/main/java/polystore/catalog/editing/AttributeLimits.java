package polystore.catalog.editing;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.bson.types.Decimal128;
import org.jspecify.annotations.Nullable;
import polystore.catalog.text.PlainText;

/// Limits of attributes for all product types, so that all stores can represent them exactly.
final class AttributeLimits {

    /// Enough for a map of lists of values, and one level more.
    private static final int DEPTH_MAX = 5;
    /// The longest data sheets have some 150 entries.
    private static final int ENTRIES_MAX = 200;

    private static final int NAME_CHARS_MAX = 64;
    private static final int TEXT_CHARS_MAX = 5_000;

    private final BiConsumer<String, String> faults;

    private AttributeLimits(BiConsumer<String, String> faults) {
        this.faults = faults;
    }

    /// @param faults receives each fault: its path and description
    static void check(String at, Map<String, Object> attributes, BiConsumer<String, String> faults) {
        new AttributeLimits(faults).value(at, attributes, 0);
    }

    private void value(String at, @Nullable Object value, int depth) {
        if (depth > DEPTH_MAX) {
            faults.accept(at, "is nested deeper than " + DEPTH_MAX + " levels");
            return;
        }
        switch (value) {
            case null -> faults.accept(at, "must not be null: omit it");
            case Map<?, ?> map -> map(at, map, depth);
            case List<?> list -> list(at, list, depth);
            case String text -> text(at, text);
            case BigDecimal number -> number(at, number);
            case BigInteger number -> number(at, new BigDecimal(number));
            default -> {}
        }
    }

    private void map(String at, Map<?, ?> map, int depth) {
        size(at, map.size());
        map.forEach((key, value) -> {
            var name = String.valueOf(key);
            if (!isName(name)) {
                faults.accept(
                        at,
                        "has an attribute '" + name + "': a name has 1 to " + NAME_CHARS_MAX + " characters, none of"
                                + " them a dot, an equals sign, a control character or an unpaired surrogate, and does"
                                + " not begin with $");
            } else {
                value(at + "." + name, value, depth + 1);
            }
        });
    }

    /// In MongoDB a dot separates path segments and $ begins an operator; in `search.attributes` an equals sign
    /// separates name and value.
    private static boolean isName(String name) {
        return !name.isBlank()
                && name.length() <= NAME_CHARS_MAX
                && !name.startsWith("$")
                && name.indexOf('.') < 0
                && name.indexOf('=') < 0
                && PlainText.isLine(name);
    }

    private void list(String at, List<?> list, int depth) {
        size(at, list.size());
        for (int i = 0; i < list.size(); i++) {
            value(at + "[" + i + "]", list.get(i), depth + 1);
        }
    }

    private void size(String at, int size) {
        if (size > ENTRIES_MAX) {
            faults.accept(at, "has " + size + " entries, more than " + ENTRIES_MAX);
        }
    }

    private void text(String at, String text) {
        if (text.length() > TEXT_CHARS_MAX) {
            faults.accept(at, "is longer than " + TEXT_CHARS_MAX + " characters");
        }
        if (!PlainText.isPlain(text)) {
            faults.accept(at, "has a control character or an unpaired surrogate: remove it");
        }
    }

    /// MongoDB keeps numbers exactly as Decimal128, of 34 digits.
    private void number(String at, BigDecimal number) {
        try {
            new Decimal128(number);
        } catch (NumberFormatException inexact) {
            faults.accept(at, "has more than 34 digits, or is too large or small to be stored exactly");
        }
    }
}
