package polystore.catalog.reading;

import java.util.Comparator;

/// How new a copy of a product is: first its own version, then the sum of its SKUs' stock versions.
public record Revision(long version, long stockVersion) implements Comparable<Revision> {

    private static final Comparator<Revision> ORDER =
            Comparator.comparingLong(Revision::version).thenComparingLong(Revision::stockVersion);

    @Override
    public int compareTo(Revision other) {
        return ORDER.compare(this, other);
    }

    public static Revision newer(Revision one, Revision other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
