package polystore.catalog.types;

import java.util.List;
import polystore.catalog.codes.Coded;
import polystore.catalog.text.LocalizedText;

/// A product type: the attributes that its products have.
///
/// @param code such as `shoe`
/// @param version rises by one with every change
/// @param schema the JSON Schema (2020-12) of a product's attributes, as JSON text
/// @param facets the attributes a front end offers for narrowing a search
/// @param searchable the attributes whose values are found by words, beside name and description
public record ProductType(
        String code, long version, LocalizedText name, String schema, List<String> facets, List<String> searchable)
        implements Coded {}
