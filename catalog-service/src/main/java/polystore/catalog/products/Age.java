package polystore.catalog.products;

import java.util.Comparator;

/// How new a copy of a product is: first its own version, then the sum of its SKUs' stock versions.
public record Age(long version, long stockVersion) implements Comparable<Age> {

    private static final Comparator<Age> ORDER =
            Comparator.comparingLong(Age::version).thenComparingLong(Age::stockVersion);

    @Override
    public int compareTo(Age other) {
        return ORDER.compare(this, other);
    }

    public static Age newer(Age one, Age other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
