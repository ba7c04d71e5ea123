package polystore.transformers.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.bson.BsonArray;
import org.bson.BsonBinary;
import org.bson.BsonBoolean;
import org.bson.BsonDecimal128;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.bson.UuidRepresentation;
import org.jspecify.annotations.Nullable;

/// Encodes a record as a BSON document, deterministically: equal records give equal bytes.
///
/// | Java | BSON |
/// |---|---|
/// | record | document, fields in component order, absent where null |
/// | `Map` | document, keys sorted by code unit |
/// | `Collection` | array, in its order; `Set`s must be ordered by the caller |
/// | `String`, enum (its name), `LocalDate` (ISO-8601) | string |
/// | `int`, `short`, `byte` | int32 |
/// | `long` | int64 |
/// | `BigDecimal`, `BigInteger` | Decimal128 with the same scale |
/// | `double`, `float` | double, if finite |
/// | `boolean` | boolean |
/// | `UUID` | binary, subtype 4 |
/// | `Instant` | as [InstantForm] declares |
/// | `byte[]` | binary, subtype 0 |
///
/// A value without an exact form in this table is refused with [RefusedValueException], never rounded or replaced
/// by null.
public final class BsonEncoder {

    /// MongoDB refuses deeper documents.
    private static final int DEPTH_MAX = 100;

    private final InstantForm instants;

    public BsonEncoder(InstantForm instants) {
        this.instants = instants;
    }

    /// @throws RefusedValueException with the path of a value without an exact form
    public BsonDocument encode(Record value) {
        return document("", value, 0);
    }

    private BsonDocument document(String path, Record value, int depth) {
        var document = new BsonDocument();
        for (var component : RecordShape.of(value.getClass()).components()) {
            var field = component.read(value);
            if (field != null) {
                var name = component.name();
                document.append(name, encode(path.isEmpty() ? name : path + "." + name, field, depth + 1));
            }
        }
        return document;
    }

    private BsonValue encode(String path, @Nullable Object value, int depth) {
        if (depth > DEPTH_MAX) {
            throw new RefusedValueException(path, "is nested deeper than " + DEPTH_MAX + " levels");
        }
        return switch (value) {
            case null -> throw new RefusedValueException(path, "is null inside an array or map: leave it out");
            case Record it -> document(path, it, depth);
            case Map<?, ?> it -> map(path, it, depth);
            case Collection<?> it -> array(path, it, depth);
            case BigDecimal it -> decimal(path, it);
            case BigInteger it -> decimal(path, new BigDecimal(it));
            case Double it -> finite(path, it);
            case Float it -> finite(path, it.doubleValue());
            case Instant it -> instants.encode(path, it);
            default -> scalar(path, value);
        };
    }

    private static BsonValue scalar(String path, Object value) {
        return switch (value) {
            case String it -> text(path, it);
            case Enum<?> it -> new BsonString(it.name());
            case Integer it -> new BsonInt32(it);
            case Short it -> new BsonInt32(it);
            case Byte it -> new BsonInt32(it);
            case Long it -> new BsonInt64(it);
            case Boolean it -> BsonBoolean.valueOf(it);
            case UUID it -> new BsonBinary(it, UuidRepresentation.STANDARD);
            case LocalDate it -> new BsonString(it.toString());
            case byte[] it -> new BsonBinary(it.clone());
            default ->
                throw new RefusedValueException(
                        path, "is a " + value.getClass().getName() + ", a type without a BSON form");
        };
    }

    private BsonArray array(String path, Collection<?> values, int depth) {
        var array = new BsonArray(values.size());
        for (var value : values) {
            array.add(encode(path + "[" + array.size() + "]", value, depth + 1));
        }
        return array;
    }

    private BsonDocument map(String path, Map<?, ?> values, int depth) {
        var sorted = new TreeMap<String, @Nullable Object>();
        values.forEach((key, value) -> sorted.put(key(path, key), value));
        if (sorted.size() != values.size()) {
            throw new RefusedValueException(path, "has two keys of the same name");
        }
        var document = new BsonDocument();
        sorted.forEach((key, value) -> document.append(key, encode(path + "." + key, value, depth + 1)));
        return document;
    }

    private static String key(String path, @Nullable Object key) {
        var name = key instanceof Enum<?> constant ? constant.name() : String.valueOf(key);
        if (name.isEmpty() || name.startsWith("$") || name.indexOf('.') >= 0 || name.indexOf('\0') >= 0) {
            throw new RefusedValueException(
                    path, "has the key '" + name + "': no MongoDB query could name such a field");
        }
        text(path, name);
        return name;
    }

    private static BsonString text(String path, String text) {
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw new RefusedValueException(path, "has half of a surrogate pair, which is not Unicode text");
        }
        return new BsonString(text);
    }

    private static BsonDecimal128 decimal(String path, BigDecimal value) {
        try {
            return new BsonDecimal128(Decimals.exact(value));
        } catch (RefusedValueException e) {
            throw e.inside(path);
        }
    }

    private static BsonDouble finite(String path, double value) {
        if (!Double.isFinite(value)) {
            throw new RefusedValueException(path, "is " + value + ", which is not a number that can be compared");
        }
        return new BsonDouble(value);
    }
}
