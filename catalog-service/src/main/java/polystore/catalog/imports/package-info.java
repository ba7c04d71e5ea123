/// Many products in one request, line by line, with a report line for each.
@NullMarked
package polystore.catalog.imports;

import org.jspecify.annotations.NullMarked;
