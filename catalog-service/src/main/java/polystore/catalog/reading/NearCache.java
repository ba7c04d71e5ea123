package polystore.catalog.reading;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Copies in this process, for what is asked for many times a second.
///
/// What another instance changes is not noticed here, so that a copy lives for a second only.
@ApplicationScoped
public class NearCache implements ProductCache {

    /// As stale as design allows reads to be.
    private static final Duration LIFE = Duration.ofSeconds(1);
    /// UTF-16, and about as much again for the objects: some 4,000 usual products in a tenth of the heap.
    private static final long CHARS_MAX = 4L * 1024 * 1024;

    private static final int ENTRY_CHARS = 200;
    private static final long SKUS_MAX = 10_000;

    private final Cache<String, Slot> slots = Caffeine.newBuilder()
            .expireAfterWrite(LIFE)
            .maximumWeight(CHARS_MAX)
            .weigher((String id, Slot slot) -> slot.weight())
            .build();

    private final Cache<String, String> idsBySku =
            Caffeine.newBuilder().expireAfterWrite(LIFE).maximumSize(SKUS_MAX).build();

    @Override
    public Optional<CachedProduct> find(String id) {
        return Optional.ofNullable(slots.getIfPresent(id)).map(Slot::copy);
    }

    @Override
    public boolean keep(CachedProduct copy) {
        var age = copy.shown().age();
        var kept = slots.asMap()
                .compute(
                        copy.id(),
                        (id, slot) -> slot != null && slot.age().compareTo(age) > 0 ? slot : new Slot(age, copy));
        return kept.age().compareTo(age) <= 0;
    }

    @Override
    public void outdate(String id, Revision atLeast) {
        slots.asMap()
                .compute(
                        id,
                        (key, slot) ->
                                slot != null && slot.age().compareTo(atLeast) >= 0 ? slot : new Slot(atLeast, null));
    }

    @Override
    public Optional<String> idOfSku(String sku) {
        return Optional.ofNullable(idsBySku.getIfPresent(sku));
    }

    @Override
    public void keepSku(String sku, String id) {
        idsBySku.put(sku, id);
    }

    /// A copy, or the mark of how new the next one has to be.
    private record Slot(Revision age, @Nullable CachedProduct copy) {

        int weight() {
            return ENTRY_CHARS + (copy == null ? 0 : copy.json().length());
        }
    }
}
