/// Sales measures on PostgreSQL and order documents on MongoDB, fed by Kafka.
@NullMarked
package polystore.analytics;

import org.jspecify.annotations.NullMarked;
