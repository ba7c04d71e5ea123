/// A shop made up from numbers: as many products, customers and orders as asked for.
@NullMarked
package polystore.command.demo.generated;

import org.jspecify.annotations.NullMarked;
