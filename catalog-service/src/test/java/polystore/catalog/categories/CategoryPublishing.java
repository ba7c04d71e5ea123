package polystore.catalog.categories;

import com.mongodb.client.MongoDatabase;
import java.time.Clock;
import org.apache.kafka.clients.producer.Producer;
import polystore.catalog.products.ProductIds;

/// Publishing of the categories of a test's database.
public final class CategoryPublishing {

    private CategoryPublishing() {}

    public static CategoriesRelay of(MongoDatabase database, Producer<String, byte[]> producer) {
        var clock = Clock.systemUTC();
        return new CategoriesRelay(new MongoUnpublishedCategories(database), producer, new ProductIds(clock), clock);
    }
}
