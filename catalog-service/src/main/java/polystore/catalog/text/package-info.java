/// Texts in one or several languages, what characters they may have, and the words by which search finds them.
@NullMarked
package polystore.catalog.text;

import org.jspecify.annotations.NullMarked;
