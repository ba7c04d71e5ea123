/// Starts the real stores on loopback (PostgreSQL 18, Kafka, Redis, a MongoDB stand-in), for the command and for tests.
///
/// In a test: `TestStores.postgres().freshDatabase("orders")`, `TestStores.kafka().bootstrap()`,
/// `TestStores.redis().uri("catalog")`, `TestStores.mongo()`. Each store starts when first asked for, in one
/// process beside the test JVM, lives as long as that JVM, and leaves nothing behind.
@NullMarked
package polystore.stores;

import org.jspecify.annotations.NullMarked;
