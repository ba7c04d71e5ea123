/// Creates a small catalog with stock at the first start, through the gateway.
@NullMarked
package polystore.command.seed;

import org.jspecify.annotations.NullMarked;
