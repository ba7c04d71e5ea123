package polystore.transformers.extract;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import polystore.transformers.plan.PlannedField;
import polystore.transformers.plan.Stream;
import polystore.transformers.shape.Limit;
import polystore.transformers.value.BsonBytes;
import polystore.transformers.value.RefusedValueException;

/// Builds the arrays of documents, and what a limit makes of those that are too long.
final class ArrayAssembler {

    private static final String ITEMS = "items";

    private final Assembler documents;
    private final Map<Stream, RowGroups> children;
    private final List<Extracted.Bucket> buckets = new ArrayList<>();

    ArrayAssembler(Assembler documents, Map<Stream, RowGroups> children) {
        this.documents = documents;
        this.children = children;
    }

    /// A document begins; the one before may have been refused.
    void forgetBuckets() {
        buckets.clear();
    }

    /// Those of the document since its begin.
    List<Extracted.Bucket> buckets() {
        return buckets;
    }

    void write(CopyRow row, PlannedField.Rows field) {
        var groups = children.get(field.stream());
        var all = groups == null ? List.<CopyRow>of() : groups.in(row);
        var over = all.size() > field.limit().max();
        var kept = over ? limited(all, field) : all;
        if (field.limit().total() != null) {
            documents.out().int32(documents.name(field.limit().total()), all.size());
        }
        if (!kept.isEmpty() || !field.omitEmpty()) {
            var by = field.by();
            if (by != null) {
                named(kept, field, by);
                return;
            }
            var start = documents.out().beginArray(documents.name(field.name()));
            elements(kept, field, over && field.limit().then() == Limit.Then.REFERENCE);
            documents.out().end(start);
        }
    }

    private void named(List<CopyRow> rows, PlannedField.Rows field, int by) {
        var start = documents.out().beginDocument(documents.name(field.name()));
        var taken = new HashSet<String>();
        for (var row : rows) {
            var name = name(row, field.stream().prefix().size() + by);
            if (!taken.add(name)) {
                throw new RefusedValueException("", "has two rows of the name '" + name + "'");
            }
            try {
                element(BsonBytes.name(name), field.stream(), row, field);
            } catch (RefusedValueException e) {
                throw e.inside(name);
            }
        }
        documents.out().end(start);
    }

    private static String name(CopyRow row, int column) {
        if (row.isNull(column)) {
            throw new RefusedValueException("", "has a row whose name is NULL");
        }
        var name = row.text(column, StandardCharsets.UTF_8);
        if (name.isEmpty() || name.startsWith("$") || name.contains(".")) {
            throw new RefusedValueException("", "has a row of the name '" + name + "', which MongoDB cannot query");
        }
        return name;
    }

    private void elements(List<CopyRow> rows, PlannedField.Rows field, boolean asReferences) {
        for (var i = 0; i < rows.size(); i++) {
            try {
                if (asReferences) {
                    reference(BsonBytes.index(i), field, rows.get(i));
                } else {
                    element(BsonBytes.index(i), field.stream(), rows.get(i), field);
                }
            } catch (RefusedValueException e) {
                throw e.inside("[" + i + "]");
            }
        }
    }

    private List<CopyRow> limited(List<CopyRow> rows, PlannedField.Rows field) {
        var max = field.limit().max();
        return switch (field.limit().then()) {
            case TRIM -> rows.subList(0, max);
            case REFERENCE -> rows;
            case BUCKET -> {
                for (var from = max; from < rows.size(); from += max) {
                    bucket(rows.subList(from, Math.min(rows.size(), from + max)), field, from / max);
                }
                yield rows.subList(0, max);
            }
            case FAIL ->
                throw new RefusedValueException(
                        "",
                        "has " + rows.size() + " elements, and the limit of the mapping is " + max
                                + ": raise it, or write then: trim, reference or bucket");
        };
    }

    /// A document of its own, written beside that of the root.
    private void bucket(List<CopyRow> rows, PlannedField.Rows field, int number) {
        try {
            var body = documents.apart(() -> {
                var start = documents.out().beginArray(documents.name(ITEMS));
                elements(rows, field, false);
                documents.out().end(start);
            });
            buckets.add(new Extracted.Bucket(field.stream().place(), number, body));
        } catch (RefusedValueException e) {
            throw e.inside("(bucket " + number + ")");
        }
    }

    private void reference(byte[] index, PlannedField.Rows field, CopyRow row) {
        if (field.reference().size() == 1) {
            single(index, field.stream(), row, field.reference().getFirst());
            return;
        }
        var start = documents.out().beginDocument(index);
        for (var part : field.reference()) {
            documents.value(field.stream(), row, part);
        }
        documents.out().end(start);
    }

    private void element(byte[] index, Stream stream, CopyRow row, PlannedField.Rows field) {
        var scalar = field.scalar();
        if (scalar == null) {
            var start = documents.out().beginDocument(index);
            documents.fields(stream, row, stream.fields());
            documents.out().end(start);
            return;
        }
        single(index, stream, row, scalar);
    }

    private void single(byte[] index, Stream stream, CopyRow row, PlannedField.Value value) {
        var column = stream.prefix().size() + value.column();
        if (row.isNull(column)) {
            documents.out().nullValue(index);
        } else {
            value.form().write(index, row.cell(column), documents.out());
        }
    }
}
