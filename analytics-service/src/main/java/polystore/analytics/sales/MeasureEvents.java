package polystore.analytics.sales;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import polystore.contracts.orders.OrderEvent;

/// Updates facts and measures for new events. The measures change by the difference of the orders' effects after
/// and before the events, so at every commit they are the sums of the effects of all orders.
@ApplicationScoped
public class MeasureEvents {

    private final PostgresFacts facts;
    private final PostgresMeasures measures;
    private final PostgresStepDurations durations;
    private final PostgresCustomerSketches customers;

    public MeasureEvents(
            PostgresFacts facts,
            PostgresMeasures measures,
            PostgresStepDurations durations,
            PostgresCustomerSketches customers) {
        this.facts = facts;
        this.measures = measures;
        this.durations = durations;
        this.customers = customers;
    }

    /// The last applied version of each of these orders.
    public Map<UUID, AppliedVersion> versions(Handle transaction, Collection<UUID> orders) {
        return PostgresVersions.of(transaction, orders);
    }

    /// @param events not applied before; those of one order in version order
    public void handle(Handle transaction, List<OrderEvent> events) {
        if (events.isEmpty()) {
            return;
        }
        var orders = new TreeSet<UUID>();
        events.forEach(it -> orders.add(it.orderId()));
        var before = measures.effects(transaction, orders);
        var durationsBefore = durations.effects(transaction, orders);
        var paidBefore = customers.paid(transaction, orders);
        facts.add(transaction, OrderChanges.of(events));
        measures.add(transaction, Amounts.difference(measures.effects(transaction, orders), before));
        durations.add(transaction, durations.effects(transaction, orders), durationsBefore);
        var newlyPaid = customers.paid(transaction, orders);
        newlyPaid.removeAll(paidBefore);
        customers.add(transaction, newlyPaid);
    }
}
