/// Complete, nested order documents, each from the newest snapshot.
@NullMarked
package polystore.analytics.documents;

import org.jspecify.annotations.NullMarked;
