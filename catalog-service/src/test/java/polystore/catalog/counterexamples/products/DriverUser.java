package polystore.catalog.counterexamples.products;

import com.mongodb.client.MongoDatabase;
import org.apache.kafka.clients.producer.Producer;

/// Breaks "talks to each store in one kind of place".
public record DriverUser(MongoDatabase database, Producer<String, String> producer) {}
