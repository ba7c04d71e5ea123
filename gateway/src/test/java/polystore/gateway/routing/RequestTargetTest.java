package polystore.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTargetTest {

    @ParameterizedTest
    @CsvSource({
        "/v1/products, /v1/products",
        "/v1/%70roducts, /v1/products",
        "/v1/%4Frders, /v1/Orders",
        "/v1/products/%c3%a4, /v1/products/%C3%A4",
        "/v1/products/a%2Bb%20c, /v1/products/a%2Bb%20c",
        "/v1/products/a%252Fb, /v1/products/a%252Fb",
        "/v1/products/by-sku/A%2e%2EB, /v1/products/by-sku/A..B",
        "/v1/products:import, /v1/products:import",
        "/v1/products/, /v1/products/",
        "/, /"
    })
    void givesEveryPathOneSpelling(String raw, String canonical) {
        assertThat(RequestTarget.of(raw, null)).isEqualTo(new RequestTarget.Normalized(canonical, null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/../admin",
                "/v1/products/..",
                "/v1/./products",
                "/v1/%2e%2e/admin",
                "/v1/.%2E/admin",
                "/v1//products",
                "//v1/products",
                "/v1/products%2Fx",
                "/v1/products%2fx",
                "/v1/products%5Cx",
                "/v1/products\\x",
                "/v1/products;a=b",
                "/v1/products%3Ba=b",
                "/v1/products%00",
                "/v1/products%0d%0aX:1",
                "/v1/products%7f",
                "/v1/products%",
                "/v1/products%4",
                "/v1/products%zz",
                "/v1/products/ä",
                "/v1/products/<x>",
                "v1/products",
                "*",
                ""
            })
    void refusesWhatServersMayReadDifferently(String raw) {
        assertThat(RequestTarget.of(raw, null)).isInstanceOf(RequestTarget.Rejected.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"q=ä", "q=a b", "q=%", "q=%2", "q=%xy", "q=a#b", "q=\u0001"})
    void refusesAQueryThatNoUrlCarries(String query) {
        assertThat(RequestTarget.of("/v1/products", query)).isInstanceOf(RequestTarget.Rejected.class);
    }

    @Test
    void leavesTheQueryAsItIs() {
        var query = "q=l%C3%A4ufer&attr.color=red|blue&x=[1]&p=..//%2F";
        var target = RequestTarget.of("/v1/products", query);
        assertThat(target).isEqualTo(new RequestTarget.Normalized("/v1/products", query));
        assertThat(((RequestTarget.Normalized) target).uri()).isEqualTo("/v1/products?" + query);
    }
}
