/// Builds the measures again, beside the live ones, from order documents and events; see docs/analytics.md.
@NullMarked
package polystore.analytics.rebuild;

import org.jspecify.annotations.NullMarked;
