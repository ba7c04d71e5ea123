/// Starts stores on loopback (PostgreSQL 18, Kafka, Redis, a stand-in for MongoDB), for the command and for tests.
@NullMarked
package polystore.stores;

import org.jspecify.annotations.NullMarked;
