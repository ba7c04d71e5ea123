/// Follows the changes of a database by logical replication: finds the roots that a change touched and recomputes them.
@NullMarked
package polystore.transformers.live;

import org.jspecify.annotations.NullMarked;
