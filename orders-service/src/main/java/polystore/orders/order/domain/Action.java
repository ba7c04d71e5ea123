package polystore.orders.order.domain;

import java.util.List;
import polystore.contracts.Money;

/// An action on an existing order.
public sealed interface Action {

    /// The name of the action in `nextActions` and in paths.
    String name();

    /// @param reference of the payment provider, unique among all payments
    record Pay(Money amount, String reference) implements Action {
        @Override
        public String name() {
            return "payment";
        }
    }

    record Cancel(String reason) implements Action {
        @Override
        public String name() {
            return "cancellation";
        }
    }

    record Ship(String carrier, String trackingNumber) implements Action {
        @Override
        public String name() {
            return "shipment";
        }
    }

    record Deliver() implements Action {
        @Override
        public String name() {
            return "delivery";
        }
    }

    /// @param units per SKU, each at least 1
    record Return(List<Units> units, String reason) implements Action {
        @Override
        public String name() {
            return "return";
        }
    }

    /// @param quantity whole units, at least 1
    record Units(String sku, int quantity) {}
}
