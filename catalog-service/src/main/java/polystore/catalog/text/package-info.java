/// Texts in one or several languages, their allowed characters, and their words for search.
@NullMarked
package polystore.catalog.text;

import org.jspecify.annotations.NullMarked;
