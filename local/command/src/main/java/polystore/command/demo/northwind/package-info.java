/// Imports a legacy shop, Microsoft's Northwind, from its own PostgreSQL database.
@NullMarked
package polystore.command.demo.northwind;

import org.jspecify.annotations.NullMarked;
