package polystore.transformers.value;

import java.math.BigDecimal;
import java.util.Currency;

/// `{amount, currency}`: the amount with exactly the decimals of its currency.
public final class MoneyForm {

    private static final byte[] AMOUNT = BsonBytes.name("amount");
    private static final byte[] CURRENCY = BsonBytes.name("currency");

    private MoneyForm() {}

    /// @param numeric as PostgreSQL sends a numeric
    /// @throws RefusedValueException for an unknown currency, or more decimals than it has
    public static void write(byte[] name, Cell numeric, Cell currency, BsonBytes out) {
        var code = currency.text();
        var decimals = decimals(code);
        var start = out.beginDocument(name);
        if (!Decimals.writeSmall(AMOUNT, numeric, decimals, out)) {
            out.decimal(AMOUNT, Decimals.exact(withDecimals(decimals, Decimals.of(numeric.buffer()), code)));
        }
        out.text(CURRENCY, currency.bytes(), currency.from(), currency.length());
        out.end(start);
    }

    private static int decimals(String code) {
        try {
            return Math.max(0, Currency.getInstance(code).getDefaultFractionDigits());
        } catch (IllegalArgumentException e) {
            throw new RefusedValueException("currency", "is '" + code + "', which is no ISO 4217 code");
        }
    }

    private static BigDecimal withDecimals(int decimals, BigDecimal amount, String code) {
        try {
            return amount.setScale(decimals);
        } catch (ArithmeticException e) {
            throw new RefusedValueException(
                    "amount", "is " + amount + ", which has more decimals than " + code + " has");
        }
    }
}
