/// Imports many products in one request: one product per line, and a line of the report for each.
@NullMarked
package polystore.catalog.imports;

import org.jspecify.annotations.NullMarked;
