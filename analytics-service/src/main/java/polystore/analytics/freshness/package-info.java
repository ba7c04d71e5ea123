/// How far behind the topics the answers are.
@NullMarked
package polystore.analytics.freshness;

import org.jspecify.annotations.NullMarked;
