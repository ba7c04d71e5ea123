/// A real legacy shop, Microsoft's Northwind, brought from its own PostgreSQL database into Polystore.
@NullMarked
package polystore.command.demo.northwind;

import org.jspecify.annotations.NullMarked;
