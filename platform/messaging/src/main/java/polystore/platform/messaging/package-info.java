/// How every service sends to and reads from Kafka; nothing of the business.
@NullMarked
package polystore.platform.messaging;

import org.jspecify.annotations.NullMarked;
