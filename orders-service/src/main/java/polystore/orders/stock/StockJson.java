package polystore.orders.stock;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import polystore.contracts.Sku;
import polystore.platform.rest.Text;

/// The JSON of stock: `available = onHand - reserved`; the band is `IN_STOCK`, `LOW` or `OUT`, as on
/// `stock.levels.v1`.
record StockJson(String sku, long onHand, long reserved, long available, String band, long version) {

    static StockJson of(StockRow row) {
        return new StockJson(row.sku, row.onHand, row.reserved, row.available, row.band, row.version);
    }

    /// `{"movements":[{"sku","quantity":-3,"reason":"…"}]}`
    public record Movements(
            @NotNull(message = "is missing: send an array")
            @NotEmpty(message = "must have at least one movement")
            @Size(max = MoveStock.MOVEMENTS_MAX, message = "must have at most 1000 movements")
            List<@NotNull(message = "must not be null") @Valid Posted> movements) {}

    /// @param quantity units, signed, not 0
    /// @param reference the sender's id of the movement; a repeated movement of a SKU is booked once
    public record Posted(
            @NotNull(message = "is missing") @Pattern(regexp = Sku.PATTERN, message = Sku.RULE)
            String sku,

            @NotNull(message = "is missing: send a whole number")
            @Min(value = -1_000_000_000, message = "must be at least -1000000000")
            @Max(value = 1_000_000_000, message = "must be at most 1000000000")
            Integer quantity,

            @NotNull(message = "is missing: give a reason for the movement") @Text(max = 200)
            String reason,

            @Nullable @Text(max = 100) String reference) {}

    /// One row of the ledger.
    public record Booked(
            UUID id,
            String sku,
            long quantity,
            String reason,
            @Nullable String reference,
            @Nullable UUID orderId,
            Instant at,
            String by) {

        static Booked of(Movement movement) {
            return new Booked(
                    movement.id(),
                    movement.sku(),
                    movement.quantity(),
                    movement.reason(),
                    movement.reference(),
                    movement.orderId(),
                    movement.at(),
                    movement.by());
        }
    }

    /// `{"results":[{"sku","status":"applied|duplicate|rejected"}]}`, in the order of the request.
    public record Results(List<Result> results) {}

    public record Result(UUID id, String sku, String status) {
        static Result of(Movement movement, MovementResult result) {
            return new Result(movement.id(), movement.sku(), result.name().toLowerCase(Locale.ROOT));
        }
    }
}
