/// Takes in order events with the effect of each exactly once, and sets aside what it cannot take.
@NullMarked
package polystore.analytics.intake;

import org.jspecify.annotations.NullMarked;
