package polystore.analytics.sales;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import polystore.contracts.orders.OrderEvent;

/// Brings facts and measures on by some events: the measures change by what the orders' effects are after them less
/// what they were before, so they are the sums of the effects at every commit, whatever the events are.
@ApplicationScoped
public class MeasureEvents {

    private final PostgresFacts facts;
    private final PostgresMeasures measures;

    public MeasureEvents(PostgresFacts facts, PostgresMeasures measures) {
        this.facts = facts;
        this.measures = measures;
    }

    /// The version of each of these orders that is known.
    public Map<UUID, Integer> versions(Handle transaction, Collection<UUID> orders) {
        return facts.versions(transaction, orders);
    }

    /// @param events none of them applied before, those of one order in the order of their versions
    public void handle(Handle transaction, List<OrderEvent> events) {
        if (events.isEmpty()) {
            return;
        }
        var orders = new TreeSet<UUID>();
        events.forEach(it -> orders.add(it.orderId()));
        var before = measures.effects(transaction, orders);
        facts.add(transaction, OrderChanges.of(events));
        var after = measures.effects(transaction, orders);
        measures.add(transaction, Amounts.difference(after, before));
    }
}
