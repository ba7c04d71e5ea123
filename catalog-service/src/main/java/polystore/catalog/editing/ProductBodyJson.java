package polystore.catalog.editing;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import polystore.catalog.codes.Codes;
import polystore.catalog.products.Content;
import polystore.catalog.text.LocalizedText;
import polystore.catalog.text.ValidText;
import polystore.contracts.Money;
import polystore.contracts.Sku;

/// The body of a request for a product.
///
/// @param name a text, or one per language
/// @param price the default price; may be omitted with `prices`, whose first is then the default
/// @param status draft, published or archived; by default published
@Schema(examples = """
    {"sku":"SHOE-1","name":"Trail 5","type":"shoe","category":"running",
    "price":{"amount":"89.90","currency":"EUR"},"attributes":{"color":"red","size":42}}
    """)
public record ProductBodyJson(
        @NotNull(message = "is missing") @Pattern(regexp = Sku.PATTERN, message = Sku.RULE)
        String sku,

        @NotNull(message = "is missing") @ValidText(charsMax = 200)
        LocalizedText name,

        @Nullable @ValidText(charsMax = 20_000) LocalizedText description,

        @NotNull(message = "is missing: name a product type") @Pattern(regexp = Codes.REGEX, message = Codes.MESSAGE)
        String type,

        @Nullable @Pattern(regexp = Codes.REGEX, message = Codes.MESSAGE)
        String category,

        @Nullable Money price,

        @Nullable @Size(max = 50, message = "must have at most 50 prices")
        List<@NotNull Money> prices,

        @Nullable Map<String, Object> attributes,

        @Nullable @Size(max = Content.VARIANTS_MAX, message = "must have at most {max} variants")
        List<@NotNull @Valid VariantBodyJson> variants,

        @Nullable @Pattern(regexp = "draft|published|archived", message = "must be draft, published or archived")
        String status) {}
