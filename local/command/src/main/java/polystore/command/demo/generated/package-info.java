/// The demo with generated data: a given number of products, customers and orders.
@NullMarked
package polystore.command.demo.generated;

import org.jspecify.annotations.NullMarked;
