package polystore.command.demo.northwind;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// English names of countries and their ISO 3166-1 codes; Northwind abbreviates two names.
final class Countries {
    private static final Map<String, String> SHORT = Map.of("UK", "GB", "USA", "US");

    private static final Map<String, String> BY_NAME = Arrays.stream(Locale.getISOCountries())
            .collect(Collectors.toMap(
                    code -> Locale.of("", code).getDisplayCountry(Locale.ENGLISH), code -> code, (one, _) -> one));

    private Countries() {}

    static Optional<String> code(String name) {
        return Optional.ofNullable(SHORT.getOrDefault(name, BY_NAME.get(name)));
    }
}
