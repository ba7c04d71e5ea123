package polystore.catalog.products;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import polystore.contracts.stock.StockLevel.Band;
import polystore.platform.http.ProblemException;

class ProductTagsTest {

    private static final ShownProduct PLAIN = new ShownProduct(Products.product("id", 7, "S"), Map.of(), 0);
    private static final ShownProduct LOW = new ShownProduct(Products.product("id", 7, "S"), Map.of("S", Band.LOW), 1);
    private static final ShownProduct OUT = new ShownProduct(Products.product("id", 7, "S"), Map.of("S", Band.OUT), 2);

    @Test
    void areTheVersionWhereNothingIsKnownOfTheStock() {
        assertThat(ProductTags.of(PLAIN)).isEqualTo("\"7\"");
    }

    @Test
    void changeWithWhatCanBeBought() {
        assertThat(ProductTags.of(LOW)).startsWith("\"7.").isNotEqualTo(ProductTags.of(OUT));
        assertThat(ProductTags.notModified(ProductTags.of(LOW), LOW)).isTrue();
        assertThat(ProductTags.notModified("W/" + ProductTags.of(LOW), LOW)).isTrue();
        assertThat(ProductTags.notModified(ProductTags.of(LOW), OUT)).isFalse();
    }

    @Test
    void letAChangeThroughWhateverCanBeBought() {
        assertThatCode(() -> ProductTags.requireMatch(ProductTags.of(LOW), 7)).doesNotThrowAnyException();
        assertThatCode(() -> ProductTags.requireMatch("\"7\"", 7)).doesNotThrowAnyException();
        assertThatThrownBy(() -> ProductTags.requireMatch(ProductTags.of(LOW), 8))
                .isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> ProductTags.requireMatch(null, 7)).isInstanceOf(ProblemException.class);
    }
}
