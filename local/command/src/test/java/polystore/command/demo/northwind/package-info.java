/// Tests of reading Northwind and making documents and carts of it.
@NullMarked
package polystore.command.demo.northwind;

import org.jspecify.annotations.NullMarked;
