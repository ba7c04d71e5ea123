/// What shoppers read: texts in one or several languages, and the words by which search finds them.
@NullMarked
package polystore.catalog.text;

import org.jspecify.annotations.NullMarked;
