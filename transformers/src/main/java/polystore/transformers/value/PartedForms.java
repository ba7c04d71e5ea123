package polystore.transformers.value;

import java.nio.ByteBuffer;
import java.util.List;

/// Forms of values with several parts: arrays, ranges, composites.
final class PartedForms {

    private static final int DIMENSIONS_MAX = 6;
    private static final int EMPTY = 0x01;
    private static final int LOWER_INCLUDED = 0x02;
    private static final int UPPER_INCLUDED = 0x04;
    private static final int LOWER_OPEN = 0x08;
    private static final int UPPER_OPEN = 0x10;

    private PartedForms() {}

    /// An array of any dimension; NULLs are kept as null, so that the other elements keep their position.
    static ValueForm array(ValueForm element) {
        return (name, cell, out) -> {
            var sent = cell.buffer();
            var dimensions = sent.getInt();
            sent.getInt(); // whether there are NULLs: each says so itself
            sent.getInt(); // the elements' type, which the plan knows
            if (dimensions > DIMENSIONS_MAX) {
                throw new RefusedValueException("", "has more than " + DIMENSIONS_MAX + " dimensions");
            }
            var sizes = new int[dimensions];
            for (var i = 0; i < dimensions; i++) {
                sizes[i] = sent.getInt();
                if (sent.getInt() != 1) {
                    throw new RefusedValueException(
                            "", "is an array that does not begin at 1, which BSON could not say: write as: text");
                }
            }
            elements(name, sizes, 0, element, new Parts(cell, sent), out);
        };
    }

    private static void elements(byte[] name, int[] sizes, int dimension, ValueForm form, Parts parts, BsonBytes out) {
        var start = out.beginArray(name);
        for (var i = 0; dimension < sizes.length && i < sizes[dimension]; i++) {
            if (dimension < sizes.length - 1) {
                elements(BsonBytes.index(i), sizes, dimension + 1, form, parts, out);
            } else {
                parts.writeNext(BsonBytes.index(i), form, out);
            }
        }
        out.end(start);
    }

    /// `{lower, upper, lowerIncluded, upperIncluded}` without an unbounded side; `{empty: true}` for an empty
    /// range.
    static ValueForm range(ValueForm bound) {
        var lower = BsonBytes.name("lower");
        var upper = BsonBytes.name("upper");
        return (name, cell, out) -> {
            var sent = cell.buffer();
            var flags = sent.get();
            var parts = new Parts(cell, sent);
            var start = out.beginDocument(name);
            if ((flags & EMPTY) != 0) {
                out.bool(BsonBytes.name("empty"), true);
            } else {
                if ((flags & LOWER_OPEN) == 0) {
                    parts.writeNext(lower, bound, out);
                    out.bool(BsonBytes.name("lowerIncluded"), (flags & LOWER_INCLUDED) != 0);
                }
                if ((flags & UPPER_OPEN) == 0) {
                    parts.writeNext(upper, bound, out);
                    out.bool(BsonBytes.name("upperIncluded"), (flags & UPPER_INCLUDED) != 0);
                }
            }
            out.end(start);
        };
    }

    static ValueForm multirange(ValueForm range) {
        return (name, cell, out) -> {
            var sent = cell.buffer();
            var count = sent.getInt();
            var parts = new Parts(cell, sent);
            var start = out.beginArray(name);
            for (var i = 0; i < count; i++) {
                parts.writeNext(BsonBytes.index(i), range, out);
            }
            out.end(start);
        };
    }

    record Attribute(String name, ValueForm form) {}

    static ValueForm composite(List<Attribute> attributes) {
        var names = attributes.stream().map(it -> BsonBytes.name(it.name())).toList();
        return (name, cell, out) -> {
            var sent = cell.buffer();
            sent.getInt(); // how many, which the plan knows
            var parts = new Parts(cell, sent);
            var start = out.beginDocument(name);
            for (var i = 0; i < names.size(); i++) {
                sent.getInt(); // its type
                parts.writeNext(names.get(i), attributes.get(i).form(), out);
            }
            out.end(start);
        };
    }

    /// Parts, each prefixed with its length, -1 for NULL.
    private record Parts(Cell cell, ByteBuffer sent) {

        void writeNext(byte[] name, ValueForm form, BsonBytes out) {
            var length = sent.getInt();
            if (length < 0) {
                out.nullValue(name);
                return;
            }
            form.write(name, new Cell(cell.bytes(), cell.from() + sent.position(), length), out);
            sent.position(sent.position() + length);
        }
    }
}
