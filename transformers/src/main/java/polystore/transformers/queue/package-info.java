/// Shares the roots that changes have touched among several processes, through a topic of Kafka.
@NullMarked
package polystore.transformers.queue;

import org.jspecify.annotations.NullMarked;
