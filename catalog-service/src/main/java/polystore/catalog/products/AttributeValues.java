package polystore.catalog.products;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.bson.types.Decimal128;

/// Converts attributes between the values of JSON and of BSON: whole numbers stay whole, fractions stay exact as
/// Decimal128.
final class AttributeValues {

    private AttributeValues() {}

    static Document toBson(Map<String, Object> attributes) {
        var document = new Document();
        attributes.forEach((name, value) -> document.append(name, toBson(value)));
        return document;
    }

    static Map<String, Object> ofBson(Document document) {
        var attributes = new LinkedHashMap<String, Object>();
        document.forEach((name, value) -> attributes.put(name, ofBson(value)));
        return attributes;
    }

    /// A canonical form: equal for values that are equal in JSON, such as `1e2`, `100` and `100.0`, and for any
    /// order of names.
    static Object comparable(Object value) {
        return switch (value) {
            case BigDecimal decimal -> decimal.stripTrailingZeros();
            case BigInteger integer -> new BigDecimal(integer).stripTrailingZeros();
            case Integer integer -> BigDecimal.valueOf(integer).stripTrailingZeros();
            case Long integer -> BigDecimal.valueOf(integer).stripTrailingZeros();
            case List<?> list -> list.stream().map(AttributeValues::comparable).toList();
            case Map<?, ?> map -> {
                var values = new HashMap<Object, Object>();
                map.forEach((name, inner) -> values.put(name, comparable(inner)));
                yield values;
            }
            default -> value;
        };
    }

    private static Object toBson(Object value) {
        return switch (value) {
            case BigDecimal decimal -> new Decimal128(decimal);
            case BigInteger integer -> new Decimal128(new BigDecimal(integer));
            case List<?> list -> list.stream().map(AttributeValues::toBson).toList();
            case Map<?, ?> map -> {
                var document = new Document();
                map.forEach((name, inner) -> document.append(String.valueOf(name), toBson(inner)));
                yield document;
            }
            default -> value;
        };
    }

    private static Object ofBson(Object value) {
        return switch (value) {
            case Decimal128 decimal -> whole(decimal.bigDecimalValue());
            case List<?> list -> list.stream().map(AttributeValues::ofBson).toList();
            case Document document -> ofBson(document);
            default -> value;
        };
    }

    /// Converts a whole number beyond 64 bits, which is stored as Decimal128, back to a whole number.
    private static Object whole(BigDecimal decimal) {
        return decimal.scale() == 0 ? decimal.toBigInteger() : decimal;
    }
}
