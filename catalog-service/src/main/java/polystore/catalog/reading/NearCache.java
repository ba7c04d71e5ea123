package polystore.catalog.reading;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The near cache: copies in this process, for products that are read many times a second.
///
/// An entry expires after a second, because other instances do not invalidate it.
@ApplicationScoped
class NearCache implements ProductCache {

    /// Maximum staleness of a read.
    private static final Duration EXPIRY = Duration.ofSeconds(1);
    /// In UTF-16 plus objects: some 4,000 usual products in a tenth of the heap.
    private static final long CHARS_MAX = 4L * 1024 * 1024;

    private static final int ENTRY_CHARS = 200;
    private static final long SKUS_MAX = 10_000;
    /// Limits the entries for missing ids and SKUs, which clients can guess.
    static final long ABSENT_MAX = 10_000;

    private final Cache<String, Entry> entries = Caffeine.newBuilder()
            .expireAfterWrite(EXPIRY)
            .maximumWeight(CHARS_MAX)
            .weigher((String id, Entry entry) -> entry.weight())
            .build();

    private final Cache<String, String> idsBySku =
            Caffeine.newBuilder().expireAfterWrite(EXPIRY).maximumSize(SKUS_MAX).build();

    private final Cache<String, Boolean> absent = Caffeine.newBuilder()
            .expireAfterWrite(EXPIRY)
            .maximumSize(ABSENT_MAX)
            .build();

    @Override
    public Optional<CachedProduct> find(String id) {
        return Optional.ofNullable(entries.getIfPresent(id)).map(Entry::copy);
    }

    @Override
    public boolean put(CachedProduct copy) {
        var revision = copy.revision();
        var stored = entries.asMap()
                .compute(
                        copy.id(),
                        (id, entry) -> entry != null && entry.revision().compareTo(revision) > 0
                                ? entry
                                : new Entry(revision, copy));
        if (stored.revision().compareTo(revision) > 0) {
            return false;
        }
        copy.skus().forEach(sku -> idsBySku.put(sku, copy.id()));
        return true;
    }

    @Override
    public void invalidate(Map<String, Revision> atLeast) {
        atLeast.forEach(this::invalidate);
    }

    private void invalidate(String id, Revision atLeast) {
        entries.asMap()
                .compute(
                        id,
                        (key, entry) -> entry != null && entry.revision().compareTo(atLeast) >= 0
                                ? entry
                                : new Entry(atLeast, null));
    }

    @Override
    public Optional<String> idOfSku(String sku) {
        return Optional.ofNullable(idsBySku.getIfPresent(sku));
    }

    /// Whether a recent lookup of `key`, an id or a SKU, found nothing.
    boolean isAbsent(String key) {
        return absent.getIfPresent(key) != null;
    }

    void putAbsent(String key) {
        absent.put(key, true);
    }

    void forgetAbsent(String key) {
        absent.invalidate(key);
    }

    long absentCount() {
        absent.cleanUp();
        return absent.estimatedSize();
    }

    /// @param revision of the copy, or the minimum revision of a copy
    /// @param copy null after an invalidation
    private record Entry(Revision revision, @Nullable CachedProduct copy) {

        int weight() {
            return ENTRY_CHARS + (copy == null ? 0 : copy.json().length());
        }
    }
}
