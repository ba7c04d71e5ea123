/// PostgreSQL, Kafka and Redis: servers that the local stack starts, or existing ones where an address is given.
@NullMarked
package polystore.command.infrastructure;

import org.jspecify.annotations.NullMarked;
