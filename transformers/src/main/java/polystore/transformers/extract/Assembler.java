package polystore.transformers.extract;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import polystore.transformers.plan.Plan;
import polystore.transformers.plan.PlannedField;
import polystore.transformers.plan.Stream;
import polystore.transformers.shape.Nulls;
import polystore.transformers.value.BsonBytes;
import polystore.transformers.value.MoneyForm;
import polystore.transformers.value.RefusedValueException;

/// Builds documents from rows; the only place where values are converted to BSON.
final class Assembler {

    /// MongoDB's limit is 16 MiB; the rest is reserved for `_id` and `_m`.
    private static final int DOCUMENT_BYTES_MAX = 16 * 1024 * 1024 - 16 * 1024;

    private static final int PRESENT = 0;

    private final Plan plan;
    private final ArrayAssembler arrays;
    private BsonBytes out = new BsonBytes();
    private final FieldNameBytes names = new FieldNameBytes();

    Assembler(Plan plan, Map<Stream, RowGroups> children) {
        this.plan = plan;
        this.arrays = new ArrayAssembler(this, children);
    }

    Extracted root(RootKey key, CopyRow row) {
        var stream = plan.root();
        try {
            var id = id(stream, row);
            if (row.isNull(stream.prefix().size() + PRESENT)) {
                return new Extracted.Absent(key, id);
            }
            out.clear();
            arrays.forgetBuckets();
            var start = out.begin();
            fields(stream, row, stream.fields());
            out.end(start);
            return new Extracted.Present(key, id, new RawBsonDocument(out.toByteArray()), arrays.buckets());
        } catch (RefusedValueException e) {
            return new Extracted.Refused(key, String.valueOf(e.getMessage()));
        }
    }

    private BsonValue id(Stream stream, CopyRow row) {
        out.clear();
        var start = out.begin();
        try {
            for (var column : plan.key()) {
                value(stream, row, column.value());
            }
        } catch (RefusedValueException e) {
            throw e.ofKey();
        }
        out.end(start);
        if (plan.key().size() == 1) {
            return FirstValue.of(out.toByteArray()).orElseThrow(() -> new RefusedValueException("_id", "is NULL"));
        }
        return new RawBsonDocument(out.toByteArray()).decode(new BsonDocumentCodec());
    }

    void fields(Stream stream, CopyRow row, List<PlannedField> fields) {
        for (var field : fields) {
            try {
                field(stream, row, field);
            } catch (RefusedValueException e) {
                throw e.inside(field.name());
            }
        }
        checkSize();
    }

    private void checkSize() {
        if (out.size() > DOCUMENT_BYTES_MAX) {
            throw new RefusedValueException(
                    "", "is larger than the 16 MiB of a MongoDB document: set a limit on its arrays, or embed less");
        }
    }

    BsonBytes out() {
        return out;
    }

    byte[] name(String name) {
        return names.of(name);
    }

    /// Writes a document apart from the one on its way.
    RawBsonDocument apart(Runnable writer) {
        var before = out;
        out = new BsonBytes();
        try {
            var start = out.begin();
            writer.run();
            out.end(start);
            checkSize();
            return new RawBsonDocument(out.toByteArray());
        } finally {
            out = before;
        }
    }

    private void field(Stream stream, CopyRow row, PlannedField field) {
        switch (field) {
            case PlannedField.Value it -> value(stream, row, it);
            case PlannedField.Money it -> money(stream, row, it);
            case PlannedField.Group it -> group(stream, row, it);
            case PlannedField.Cases it -> cases(stream, row, it);
            case PlannedField.Rows it -> arrays.write(row, it);
        }
    }

    void value(Stream stream, CopyRow row, PlannedField.Value field) {
        var column = stream.prefix().size() + field.column();
        if (row.isNull(column)) {
            absent(field.name(), field.nulls());
        } else {
            field.form().write(names.of(field.name()), row.cell(column), out);
        }
    }

    private void money(Stream stream, CopyRow row, PlannedField.Money field) {
        var amount = stream.prefix().size() + field.amount();
        var currency = stream.prefix().size() + field.currency();
        if (row.isNull(amount)) {
            absent(field.name(), field.nulls());
        } else if (row.isNull(currency)) {
            throw new RefusedValueException("currency", "is NULL while there is an amount");
        } else {
            MoneyForm.write(names.of(field.name()), row.cell(amount), row.cell(currency), out);
        }
    }

    private void group(Stream stream, CopyRow row, PlannedField.Group field) {
        for (var column : field.present()) {
            if (row.isNull(stream.prefix().size() + column)) {
                absent(field.name(), field.nulls());
                return;
            }
        }
        var start = out.beginDocument(names.of(field.name()));
        fields(stream, row, field.fields());
        out.end(start);
    }

    private void cases(Stream stream, CopyRow row, PlannedField.Cases field) {
        var column = stream.prefix().size() + field.column();
        if (row.isNull(column)) {
            absent(field.name(), field.nulls());
            return;
        }
        var value = row.text(column, StandardCharsets.UTF_8);
        var fields = field.cases().get(value);
        if (fields == null) {
            throw new RefusedValueException("", "has no case for '" + value + "': add one to the mapping");
        }
        var start = out.beginDocument(names.of(field.name()));
        fields(stream, row, fields);
        out.end(start);
    }

    private void absent(String name, Nulls nulls) {
        if (nulls instanceof Nulls.Keep) {
            out.nullValue(names.of(name));
        }
    }
}
