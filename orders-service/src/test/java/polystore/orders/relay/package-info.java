/// Tests of the relay on real PostgreSQL and Kafka: failing leaders, an unavailable broker, rows that Kafka refuses.
@NullMarked
package polystore.orders.relay;

import org.jspecify.annotations.NullMarked;
