package polystore.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// An exact amount in one currency; in JSON `{"amount":"19.90","currency":"EUR"}`, the amount a decimal string.
///
/// The scale is always the currency's own (ISO 4217: EUR 2, JPY 0, KWD 3), so that equal amounts are equal records.
///
/// @param amount in units of the currency, never rounded: more decimals than the currency has are refused
/// @param currency ISO 4217 code, upper case
public record Money(
        @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal amount, String currency) {

    /// Fifteen digits before the point fit PostgreSQL's `numeric(19,4)` and Decimal128 with room for sums.
    private static final Pattern DECIMAL = Pattern.compile("-?\\d{1,15}(\\.\\d{1,4})?");

    public Money {
        amount = amount.setScale(decimals(currency), RoundingMode.UNNECESSARY);
    }

    /// @throws IllegalArgumentException naming the fault, for an unknown currency or an amount that is no exact decimal
    @JsonCreator
    public static Money of(
            @JsonProperty("amount") @Nullable String amount, @JsonProperty("currency") @Nullable String currency) {
        if (currency == null) {
            throw new IllegalArgumentException("currency is missing: name an ISO 4217 code such as EUR");
        }
        if (amount == null || !DECIMAL.matcher(amount).matches()) {
            throw new IllegalArgumentException("amount must be a decimal string such as \"19.90\"");
        }
        var exact = new BigDecimal(amount);
        if (exact.stripTrailingZeros().scale() > decimals(currency)) {
            throw new IllegalArgumentException(currency + " has " + decimals(currency) + " decimals, not " + amount);
        }
        return new Money(exact, currency);
    }

    public static Money zero(String currency) {
        return new Money(BigDecimal.ZERO, currency);
    }

    public Money plus(Money other) {
        return new Money(amount.add(sameCurrency(other).amount), currency);
    }

    public Money minus(Money other) {
        return new Money(amount.subtract(sameCurrency(other).amount), currency);
    }

    public Money times(long quantity) {
        return new Money(amount.multiply(BigDecimal.valueOf(quantity)), currency);
    }

    @Override
    public String toString() {
        return amount.toPlainString() + " " + currency;
    }

    private Money sameCurrency(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("cannot combine " + currency + " with " + other.currency);
        }
        return other;
    }

    private static int decimals(String currency) {
        try {
            return Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
        } catch (IllegalArgumentException unknown) {
            throw new IllegalArgumentException(
                    "unknown currency " + currency + ": use an ISO 4217 code such as EUR", unknown);
        }
    }
}
