/// What has to be right before the service starts.
@NullMarked
package polystore.analytics.startup;

import org.jspecify.annotations.NullMarked;
