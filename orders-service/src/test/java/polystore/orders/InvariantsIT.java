package polystore.orders;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static polystore.orders.ShopClient.as;
import static polystore.orders.ShopClient.staff;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import polystore.platform.testing.TestStores;

/// The audit finds no violation after changes made by the service, and finds each violation made directly in the
/// database.
@QuarkusTest
@WithTestResource(OrdersStores.class)
class InvariantsIT {

    @Inject
    ShopClient shop;

    @Inject
    AgroalDataSource database;

    @Test
    void holdAfterOrdersHaveReachedEveryStatus() {
        var sku = shop.sells("10.00", "EUR", 50);
        shop.placed("ada", sku, 1);
        var cancelled = shop.placed("ada", sku, 2);
        shop.pay(cancelled, 1, "20.00").then().statusCode(200);
        shop.act(as("ada", "customer"), cancelled, 2, "cancellation", Map.of("reason", "changed my mind"))
                .then()
                .statusCode(200);
        var returned = shop.placed("ada", sku, 3);
        shop.pay(returned, 1, "30.00").then().statusCode(200);
        shop.act(staff(), returned, 2, "shipment", Map.of("carrier", "DHL", "trackingNumber", "1"))
                .then()
                .statusCode(200);
        shop.act(staff(), returned, 3, "delivery", Map.of()).then().statusCode(200);
        for (var version : List.of(4, 5)) {
            shop.act(
                            staff(),
                            returned,
                            version,
                            "return",
                            Map.of("lines", List.of(Map.of("sku", sku, "quantity", 1)), "reason", "broken"))
                    .then()
                    .statusCode(200);
        }

        audit().body("invariants.findAll { it.violations.size() > 0 }.name", equalTo(List.of()))
                .body("ok", equalTo(true));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "StockIsTheSumOfItsLedger | update stock set on_hand = on_hand + 1 where sku = '%1$s' | update stock set on_hand = on_hand - 1 where sku = '%1$s'",
                "ReservedIsTheSumOfOpenOrders | update stock set reserved = reserved + 1 where sku = '%1$s' | update stock set reserved = reserved - 1 where sku = '%1$s'",
                "HistoryHasNoGap | update orders set version = 3 where id = '%2$s' | update orders set version = 1 where id = '%2$s'",
                "LinesAgreeWithTheirOrder | update orders set total = 1 where id = '%2$s' | update orders set total = 10 where id = '%2$s'",
                "PaymentsAreTheTotalsOfPaidOrders | insert into payment values ('stray', '%2$s', 10, 'EUR', now()) | delete from payment where reference = 'stray'",
                "RefundsAreTheSumOfCancellationsAndReturns | insert into refund_due values ('%2$s', 1, 5, 'EUR', 'x', now()) | delete from refund_due where order_id = '%2$s'",
                "EveryStepHasItsEvent | insert into order_history values ('%2$s', 9, 'PAID', now() + interval '1 hour', 'x') | delete from order_history where version = 9",
                "EveryStepHasItsEvent | create table lost as select * from outbox; delete from outbox | insert into outbox overriding system value select * from lost; drop table lost",
                "EveryVersionHasOneEvent | insert into outbox (event_id, aggregate, version, type, payload) values (uuidv7(), '%2$s', 1, 'polystore.orders.OrderExpired', '{}') | delete from outbox where aggregate = '%2$s' and payload::text = '{}'",
                "NothingIsParked | insert into outbox_parked values (-1, uuidv7(), '%2$s', 1, 'x', '{}', now(), null, 'test') | delete from outbox_parked where id = -1",
            })
    void areReportedByNameWhenViolated(String invariant, String fault, String repair) throws SQLException {
        var sku = shop.sells("10.00", "EUR", 5);
        var order = shop.placed("ada", sku, 1);
        execute(fault.formatted(sku, order));

        audit().body("ok", equalTo(false))
                .body("invariants.findAll { it.violations.size() > 0 }.name", hasItem(invariant));

        execute(repair.formatted(sku, order));
    }

    private static ValidatableResponse audit() {
        return as("olga", "operator").get("/v1/admin/invariants").then().statusCode(200);
    }

    /// As superuser: the service's own role may not rewrite a ledger or a history.
    private void execute(String sql) throws SQLException {
        var superuser = TestStores.postgres().superuser();
        try (var own = database.getConnection();
                var connection = DriverManager.getConnection(
                        own.getMetaData().getURL().replaceFirst("\\?.*", ""), superuser.user(), superuser.password());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
