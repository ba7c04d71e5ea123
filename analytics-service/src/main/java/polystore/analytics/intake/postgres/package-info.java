/// What was taken in and up to where, in the transaction of its effect.
@NullMarked
package polystore.analytics.intake.postgres;

import org.jspecify.annotations.NullMarked;
