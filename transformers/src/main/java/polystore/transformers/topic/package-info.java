/// Documents in a compacted Kafka topic.
@NullMarked
package polystore.transformers.topic;

import org.jspecify.annotations.NullMarked;
