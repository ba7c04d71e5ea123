/// Sales measures on PostgreSQL and order documents on MongoDB, both filled from Kafka topics.
@NullMarked
package polystore.analytics;

import org.jspecify.annotations.NullMarked;
