/// A small catalog with stock for the first start, put in through the gateway like any other.
@NullMarked
package polystore.command.seed;

import org.jspecify.annotations.NullMarked;
