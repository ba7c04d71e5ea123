/// Order documents, whole and nested, as the newest snapshot has them.
@NullMarked
package polystore.analytics.documents;

import org.jspecify.annotations.NullMarked;
