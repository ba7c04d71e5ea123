package polystore.transformers.extract;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Rows of one stream by the row that each is embedded in. Merged rows of one root have mostly one parent, the root
/// itself, so the first parent's rows need no map.
final class RowGroups {

    private final int parentWidth;
    private final List<CopyRow> ofFirst = new ArrayList<>();
    private final Map<CopyRow.Prefix, List<CopyRow>> ofOthers = new HashMap<>();
    private @Nullable CopyRow first;

    /// @param parentWidth number of columns at a row's begin that identify its parent
    RowGroups(int parentWidth) {
        this.parentWidth = parentWidth;
    }

    void clear() {
        first = null;
        ofFirst.clear();
        ofOthers.clear();
    }

    void add(CopyRow row) {
        if (first == null) {
            first = row;
        }
        if (row.equals(0, first, 0, parentWidth)) {
            ofFirst.add(row);
        } else {
            ofOthers.computeIfAbsent(row.prefix(parentWidth), _ -> new ArrayList<>())
                    .add(row);
        }
    }

    /// The rows that are embedded in one.
    List<CopyRow> in(CopyRow parent) {
        if (first == null) {
            return List.of();
        }
        return parent.equals(0, first, 0, parentWidth)
                ? ofFirst
                : ofOthers.getOrDefault(parent.prefix(parentWidth), List.of());
    }
}
