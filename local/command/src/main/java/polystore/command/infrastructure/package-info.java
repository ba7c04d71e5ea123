/// PostgreSQL, Kafka and Redis as the local stack runs them, or somebody else's where an address is given.
@NullMarked
package polystore.command.infrastructure;

import org.jspecify.annotations.NullMarked;
