package polystore.catalog.products;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Stream;
import org.bson.Document;
import org.jboss.logging.Logger;

/// Reads the product documents of a list, and leaves out those that are invalid, so that one of them does not make the
/// whole list fail.
///
/// Each one left out is logged once.
///
/// | meter | labels | meaning |
/// |---|---|---|
/// | `polystore.catalog.products.unreadable` | | invalid documents that lists left out |
@ApplicationScoped
public class ReadableProducts {

    private static final Logger LOG = Logger.getLogger(ReadableProducts.class);

    /// Limits the memory; beyond it, a product may be logged again.
    private static final int LOGGED_MAX = 10_000;

    private final Cache<Object, Boolean> logged =
            Caffeine.newBuilder().maximumSize(LOGGED_MAX).build();
    private final Counter unreadable;

    public ReadableProducts(MeterRegistry metrics) {
        this.unreadable = metrics.counter("polystore.catalog.products.unreadable");
    }

    public List<Product> of(List<Document> documents) {
        return documents.stream().flatMap(this::read).toList();
    }

    private Stream<Product> read(Document document) {
        try {
            return Stream.of(ProductDocument.read(document));
        } catch (RuntimeException e) {
            unreadable.increment();
            var id = String.valueOf(document.get("_id"));
            if (logged.asMap().putIfAbsent(id, true) == null) {
                LOG.errorf(e, "The product %s cannot be read: lists leave it out until its document is corrected", id);
            }
            return Stream.empty();
        }
    }
}
