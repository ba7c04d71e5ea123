/// Starts the real stores on loopback (PostgreSQL 18, Kafka, Redis, a MongoDB stand-in), for the command and for tests.
@NullMarked
package polystore.stores;

import org.jspecify.annotations.NullMarked;
