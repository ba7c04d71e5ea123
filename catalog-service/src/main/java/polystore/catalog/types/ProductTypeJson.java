package polystore.catalog.types;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import polystore.catalog.text.LocalizedText;

/// A product type in responses.
record ProductTypeJson(
        String code,
        long version,
        LocalizedText name,
        @JsonRawValue @Schema(implementation = Object.class) String schema,
        List<String> facets,
        List<String> searchable) {

    static ProductTypeJson of(ProductType type) {
        return new ProductTypeJson(
                type.code(), type.version(), type.name(), type.schema(), type.facets(), type.searchable());
    }
}
