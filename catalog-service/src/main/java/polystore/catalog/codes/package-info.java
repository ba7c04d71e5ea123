/// What is named by a code and kept by staff, such as categories and product types: stored, listed and put alike.
@NullMarked
package polystore.catalog.codes;

import org.jspecify.annotations.NullMarked;
