package polystore.catalog.products;

import java.time.Instant;

/// One version of a product.
///
/// @param id UUIDv7, so that newer products have higher ids
/// @param version rises by one with every change, deletion included
public record Product(String id, long version, Instant createdAt, Instant updatedAt, Content content) {

    public static Product created(String id, Instant now, Content content) {
        return new Product(id, 1, now, now, content);
    }

    public Product changed(Instant now, Content other) {
        return new Product(id, version + 1, createdAt, now, other);
    }

    public Product deleted(Instant now) {
        return changed(now, content.withStatus(Status.DELETED));
    }
}
