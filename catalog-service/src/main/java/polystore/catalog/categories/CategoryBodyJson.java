package polystore.catalog.categories;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import polystore.catalog.codes.Codes;
import polystore.catalog.text.LocalizedText;
import polystore.catalog.text.ValidText;

/// The body of a request for a category.
///
/// @param parent code of the parent category; absent for a top-level category
@Schema(examples = """
    {"name":"Running","parent":"shoes"}\
    """)
record CategoryBodyJson(
        @NotNull(message = "is missing: send the name for shoppers") @ValidText(charsMax = 200)
        LocalizedText name,

        @Nullable @Pattern(regexp = Codes.REGEX, message = Codes.MESSAGE)
        String parent) {

    Category toCategory(String code, long version) {
        return new Category(code, version, name, parent);
    }
}
