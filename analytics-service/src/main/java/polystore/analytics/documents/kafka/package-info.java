/// Order documents from their topic.
@NullMarked
package polystore.analytics.documents.kafka;

import org.jspecify.annotations.NullMarked;
