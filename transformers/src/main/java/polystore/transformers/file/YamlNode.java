package polystore.transformers.file;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import polystore.transformers.catalog.Catalog;
import polystore.transformers.shape.Fault;

/// A YAML mapping, read by key; a value of another kind than expected and an unknown key are faults.
final class YamlNode {

    private final String place;
    private final Map<String, Object> values;
    private final List<Fault> faults;

    private YamlNode(String place, Map<String, Object> values, List<Fault> faults) {
        this.place = place;
        this.values = values;
        this.faults = faults;
    }

    static YamlNode of(String place, Map<?, ?> yaml, List<Fault> faults) {
        var values = new LinkedHashMap<String, Object>();
        yaml.forEach((key, value) -> values.put(String.valueOf(key), value));
        return new YamlNode(place, values, faults);
    }

    String place() {
        return place;
    }

    boolean has(String key) {
        return values.get(key) != null && !values.get(key).equals("");
    }

    Map<String, Object> all() {
        return values;
    }

    void fault(String key, String problem, String correction) {
        faults.add(new Fault(key.isEmpty() ? place : place.isEmpty() ? key : place + "." + key, problem, correction));
    }

    /// Reports unknown keys.
    void allowOnly(Set<String> known) {
        for (var key : values.keySet()) {
            if (!known.contains(key)) {
                var similar = Catalog.similar(key, known);
                fault(
                        key,
                        "is not known here",
                        similar.isEmpty()
                                ? "known are " + String.join(", ", new TreeSet<>(known))
                                : "did you mean " + String.join(" or ", similar) + "?");
            }
        }
    }

    @Nullable
    String text(String key) {
        var value = values.get(key);
        if (value instanceof Map || value instanceof List) {
            fault(key, "is " + kind(value), "write one text");
            return null;
        }
        return value == null ? null : String.valueOf(value);
    }

    String text(String key, String otherwise) {
        var text = text(key);
        return text == null ? otherwise : text;
    }

    int number(String key, int otherwise) {
        var value = values.get(key);
        if (value == null) {
            return otherwise;
        }
        if (String.valueOf(value).matches("[1-9][0-9]{0,8}")) {
            return Integer.parseInt(String.valueOf(value));
        }
        fault(key, "is " + kind(value), "write a whole number from 1 to 999999999");
        return otherwise;
    }

    /// One text, or several in brackets.
    List<String> texts(String key) {
        return switch (values.get(key)) {
            case null -> List.of();
            case List<?> list -> {
                var texts = new ArrayList<String>();
                list.forEach(it -> texts.add(String.valueOf(it)));
                yield texts;
            }
            case Map<?, ?> map -> {
                fault(key, "is " + kind(map), "write names in brackets: [a, b]");
                yield List.of();
            }
            case Object value -> List.of(String.valueOf(value));
        };
    }

    List<?> list(String key) {
        if (values.get(key) instanceof List<?> list) {
            return list;
        }
        fault(key, "is no list", "write its parts in brackets: [a, b]");
        return List.of();
    }

    /// Empty without the key.
    YamlNode node(String key) {
        var at = place.isEmpty() ? key : place + "." + key;
        return switch (values.get(key)) {
            case null -> new YamlNode(at, Map.of(), faults);
            case Map<?, ?> map -> of(at, map, faults);
            case Object value -> {
                fault(key, "is " + kind(value), "write names and values below it: " + key + ": { a: b }");
                yield new YamlNode(at, Map.of(), faults);
            }
        };
    }

    /// One of some words.
    String oneOf(String key, Set<String> known, String otherwise) {
        var text = text(key, otherwise);
        if (known.contains(text)) {
            return text;
        }
        fault(
                key,
                "is '" + text + "'",
                "write one of " + String.join(", ", known.stream().sorted().toList()));
        return otherwise;
    }

    static String kind(Object value) {
        return value instanceof Map ? "a block of names" : value instanceof List ? "a list" : "'" + value + "'";
    }
}
