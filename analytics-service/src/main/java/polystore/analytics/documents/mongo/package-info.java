/// Order documents in MongoDB.
@NullMarked
package polystore.analytics.documents.mongo;

import org.jspecify.annotations.NullMarked;
