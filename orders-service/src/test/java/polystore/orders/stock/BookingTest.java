package polystore.orders.stock;

import static org.assertj.core.api.Assertions.assertThat;
import static polystore.orders.stock.MovementResult.APPLIED;
import static polystore.orders.stock.MovementResult.DUPLICATE;
import static polystore.orders.stock.MovementResult.REJECTED;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import polystore.orders.stock.Booking.Reference;

class BookingTest {

    @Test
    void decidesOnTheStockAfterThePreviousMovements() {
        assertThat(decide(2, move(-2), move(-1), move(5), move(-5), move(1)))
                .containsExactly(APPLIED, REJECTED, APPLIED, APPLIED, APPLIED);
    }

    @Test
    void rejectsAWithdrawalFromASkuWithoutStock() {
        assertThat(Booking.decide(List.of(move(-1)), Map.of(), List.of())).containsExactly(REJECTED);
    }

    @Test
    void keepsTheReferencesOfSkusApart() {
        var other = new Movement(UUID.randomUUID(), "B", -1, "test", "r", null, Instant.EPOCH, "staff:sam");

        assertThat(Booking.decide(List.of(move(-1, "r"), other), Map.of("A", 1L, "B", 1L), List.of()))
                .containsExactly(APPLIED, APPLIED);
    }

    @Test
    void booksAReferenceOnceInTheLedgerAndInTheSameRequest() {
        var movements = List.of(move(1, "old"), move(1, "new"), move(1, "new"), move(1), move(1));

        assertThat(Booking.decide(movements, Map.of("A", 0L), List.of(new Reference("A", "old"))))
                .containsExactly(DUPLICATE, APPLIED, DUPLICATE, APPLIED, APPLIED);
    }

    @Test
    void booksAReferenceThatWasRejectedBefore() {
        assertThat(decide(0, move(-1, "r"), move(3), move(-1, "r"))).containsExactly(REJECTED, APPLIED, APPLIED);
    }

    private static List<MovementResult> decide(long available, Movement... movements) {
        return Booking.decide(List.of(movements), Map.of("A", available), List.of());
    }

    private static Movement move(long quantity) {
        return move(quantity, null);
    }

    private static Movement move(long quantity, @Nullable String reference) {
        return new Movement(UUID.randomUUID(), "A", quantity, "test", reference, null, Instant.EPOCH, "staff:sam");
    }
}
