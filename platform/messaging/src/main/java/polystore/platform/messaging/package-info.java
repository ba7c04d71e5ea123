/// Kafka as every service uses it: CloudEvents, one consumer loop, dead letters, and clients that are made from
/// Quarkus'
/// configuration.
@NullMarked
package polystore.platform.messaging;

import org.jspecify.annotations.NullMarked;
