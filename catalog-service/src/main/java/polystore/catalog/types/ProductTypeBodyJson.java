package polystore.catalog.types;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import polystore.catalog.text.LocalizedText;
import polystore.catalog.text.PlainText;
import polystore.catalog.text.ValidText;

/// The body of a request for a product type.
///
/// @param schema the JSON Schema (2020-12) of a product's attributes
/// @param facets attributes that a front end offers for narrowing a search, at most 20
/// @param searchable attributes whose values are found by words
@Schema(examples = """
    {"name":"Shoe","schema":{"type":"object","required":["color"],"properties":{"color":{"type":"string"},
    "size":{"type":"integer"}}},"facets":["color"],"searchable":["material"]}
    """)
record ProductTypeBodyJson(
        @NotNull(message = "is missing: send the name for shoppers") @ValidText(charsMax = 200)
        LocalizedText name,

        @NotNull(message = "is missing: send the JSON Schema of the attributes, {} allows any")
        @Schema(implementation = Object.class)
        JsonNode schema,

        @Nullable @Size(max = 20, message = "must have at most 20 attributes")
        List<@NotNull @Size(max = 64) @Pattern(regexp = PlainText.LINE_REGEX, message = ATTRIBUTE_NAME) String> facets,

        @Nullable @Size(max = 20, message = "must have at most 20 attributes")
        List<@NotNull @Size(max = 64) @Pattern(regexp = PlainText.LINE_REGEX, message = ATTRIBUTE_NAME) String>
                searchable) {

    private static final String ATTRIBUTE_NAME =
            "must be the name of an attribute, without control characters and unpaired surrogates";

    ProductType toType(String code, long version) {
        return new ProductType(
                code,
                version,
                name,
                schema.toString(),
                facets == null ? List.of() : facets,
                searchable == null ? List.of() : searchable);
    }
}
