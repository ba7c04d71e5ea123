package polystore.catalog.reading;

import java.util.Comparator;

/// Orders copies of one product: by the product's version, then by the sum of its SKUs' stock versions.
record Revision(long version, long stockVersion) implements Comparable<Revision> {

    private static final Comparator<Revision> ORDER =
            Comparator.comparingLong(Revision::version).thenComparingLong(Revision::stockVersion);

    @Override
    public int compareTo(Revision other) {
        return ORDER.compare(this, other);
    }
}
