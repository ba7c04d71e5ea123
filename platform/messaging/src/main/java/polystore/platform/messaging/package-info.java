/// Kafka for every service: CloudEvents, the consumer loop, dead letters, and clients made from Quarkus'
/// configuration.
@NullMarked
package polystore.platform.messaging;

import org.jspecify.annotations.NullMarked;
