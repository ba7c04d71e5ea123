package polystore.catalog.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import polystore.catalog.products.Products;
import polystore.contracts.stock.StockLevel.Band;
import polystore.platform.http.ProblemException;

class ProductEntityTagsTest {

    private static final ProductView PLAIN = new ProductView(Products.product("id", 7, "S"), Map.of(), 0);
    private static final ProductView LOW = new ProductView(Products.product("id", 7, "S"), Map.of("S", Band.LOW), 1);
    private static final ProductView OUT = new ProductView(Products.product("id", 7, "S"), Map.of("S", Band.OUT), 2);

    @Test
    void areTheVersionWithoutKnownAvailability() {
        assertThat(ProductEntityTags.of(PLAIN)).isEqualTo("\"7\"");
    }

    @Test
    void changeWithTheAvailability() {
        assertThat(ProductEntityTags.of(LOW)).startsWith("\"7.").isNotEqualTo(ProductEntityTags.of(OUT));
        assertThat(ProductEntityTags.notModified(ProductEntityTags.of(LOW), LOW))
                .isTrue();
        assertThat(ProductEntityTags.notModified("W/" + ProductEntityTags.of(LOW), LOW))
                .isTrue();
        assertThat(ProductEntityTags.notModified(ProductEntityTags.of(LOW), OUT))
                .isFalse();
    }

    @Test
    void allowAnEditWithAnyAvailability() {
        assertThatCode(() -> ProductEntityTags.requireMatch(ProductEntityTags.of(LOW), 7))
                .doesNotThrowAnyException();
        assertThatCode(() -> ProductEntityTags.requireMatch("\"7\"", 7)).doesNotThrowAnyException();
        assertThatThrownBy(() -> ProductEntityTags.requireMatch(ProductEntityTags.of(LOW), 8))
                .isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> ProductEntityTags.requireMatch(null, 7)).isInstanceOf(ProblemException.class);
    }
}
