/// How far the answers of this service are behind the topics.
@NullMarked
package polystore.analytics.freshness;

import org.jspecify.annotations.NullMarked;
