package polystore.catalog.categories;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import polystore.catalog.codes.Codes;
import polystore.catalog.text.LocalizedText;
import polystore.catalog.text.ValidText;

/// A category as it is sent.
///
/// @param parent the code of the category it belongs to; without, it is at the top
@Schema(examples = """
        {"name":"Running","parent":"shoes"}""")
public record CategoryBodyJson(
        @NotNull(message = "is missing: say what shoppers call it") @ValidText(charsMax = 200)
        LocalizedText name,

        @Nullable @Pattern(regexp = Codes.REGEX, message = Codes.MESSAGE)
        String parent) {

    Category toCategory(String code, long version) {
        return new Category(code, version, name, parent);
    }
}
