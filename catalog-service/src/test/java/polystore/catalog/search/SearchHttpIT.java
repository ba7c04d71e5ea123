package polystore.catalog.search;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static polystore.catalog.Staff.asStaff;
import static polystore.catalog.Staff.freshSku;
import static polystore.catalog.Staff.shoe;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import polystore.catalog.RunningStores;
import polystore.catalog.Staff;

@QuarkusTest
@QuarkusTestResource(RunningStores.class)
class SearchHttpIT {

    @BeforeEach
    void haveShoes() {
        Staff.haveShoes();
    }

    @Test
    void pagesFollowEachOther() {
        var word = freshSku().replace("-", "");
        var skus = new ArrayList<String>();
        for (int i = 0; i < 3; i++) {
            skus.add(freshSku());
            Staff.create(shoe(skus.getLast(), "\"description\":\"" + word + "\",\"attributes\":{\"color\":\"red\"}"));
        }
        var first = given().get("/v1/products?limit=2&facets=attr.color&q=" + word);
        first.then()
                .statusCode(200)
                .body("items.sku", equalTo(List.of(skus.get(2), skus.get(1))))
                .body("facets.'attr.color'[0].value", equalTo("red"))
                .body("facets.'attr.color'[0].count", equalTo(3));
        var next = first.path("next").toString();
        assertThat(first.header("Link")).contains("cursor=" + next).endsWith("rel=\"next\"");
        given().get("/v1/products?limit=2&q=" + word + "&cursor=" + next)
                .then()
                .body("items.sku", equalTo(List.of(skus.getFirst())))
                .body("next", equalTo(null));
        refused("/v1/products?q=other&cursor=" + next, "cursor");
        refused("/v1/products?q=" + word + "&cursor=x" + next, "cursor");
    }

    @Test
    void aCategoryIncludesItsDescendants() {
        var top = freshSku();
        var below = freshSku();
        category(top, "{\"name\":\"Top\"}").then().statusCode(201);
        category(below, "{\"name\":\"Below\",\"parent\":\"" + top + "\"}")
                .then()
                .statusCode(201);
        var sku = freshSku();
        Staff.create(shoe(sku, "\"category\":\"" + below + "\"")).then().statusCode(201);
        given().get("/v1/products?category=" + top).then().body("items.sku", equalTo(List.of(sku)));
    }

    @Test
    void invalidParametersAreRefusedByName() {
        refused("/v1/products?limit=101", "limit");
        refused("/v1/products?colour=red", "colour");
        refused("/v1/products?priceMin=cheap", "priceMin");
        refused("/v1/products?inStock=maybe", "inStock");
        refused("/v1/products?sort=random", "sort");
        refused("/v1/products?q=%00", "q");
        refused("/v1/products?facets=nonsense", "facets");
        refused("/v1/products?q=a&q=b", "q");
    }

    @Test
    void draftsAreFoundByStaffOnly() {
        var sku = freshSku();
        Staff.create(shoe(sku, "\"status\":\"draft\""));
        given().get("/v1/products?q=" + sku).then().statusCode(200).body("items", equalTo(List.of()));
        given().get("/v1/products?status=draft").then().statusCode(401);
        Staff.asCustomer().get("/v1/products?status=draft").then().statusCode(403);
        asStaff().get("/v1/products?status=draft&q=" + sku).then().body("items.sku", hasItem(sku));
    }

    @Test
    void categoriesFormATree() {
        var code = freshSku();
        category(code, "{\"name\":\"A\",\"parent\":\"nowhere\"}").then().statusCode(422);
        category(code, "{\"name\":\"A\"}").then().statusCode(201).header("ETag", "\"1\"");
        category(code, "{\"name\":\"A\"}").then().statusCode(412);
        asStaff().body("{\"name\":\"A\"}").put("/v1/categories/" + code).then().statusCode(428);
        asStaff()
                .header("If-Match", "\"1\"")
                .body("{\"name\":\"A\",\"parent\":\"" + code + "\"}")
                .put("/v1/categories/" + code)
                .then()
                .statusCode(422)
                .body("type", equalTo("catalog/category-too-deep"));
        given().get("/v1/categories?limit=1").then().statusCode(200).body("items.size()", equalTo(1));
    }

    private static Response category(String code, String body) {
        return asStaff().header("If-None-Match", "*").body(body).put("/v1/categories/" + code);
    }

    private static void refused(String path, String parameter) {
        given().urlEncodingEnabled(false)
                .get(path)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors.path", hasItem(parameter));
    }
}
