package polystore.transformers.file;

import java.util.Map;
import polystore.transformers.catalog.Names;
import polystore.transformers.shape.Rule;

/// The notation of columns in a mapping file.
final class Columns {

    private Columns() {}

    /// Each `^` refers to a column of the row one level above.
    static Rule.ColumnOf columnOf(String text) {
        var up = 0;
        while (up < text.length() && text.charAt(up) == '^') {
            up++;
        }
        return new Rule.ColumnOf(up, Names.unquoted(text.substring(up)));
    }

    /// A part that looks like a name is a column; a constant text that looks like a name is written `{ text: … }`.
    static Rule.Part part(Object value) {
        if (value instanceof Map<?, ?> map && map.get("text") != null) {
            return new Rule.Part.Text(String.valueOf(map.get("text")));
        }
        var text = String.valueOf(value);
        return text.matches("\\^*[\\p{L}_][\\p{L}\\p{N}_$]*")
                ? new Rule.Part.Of(columnOf(text))
                : new Rule.Part.Text(text);
    }
}
