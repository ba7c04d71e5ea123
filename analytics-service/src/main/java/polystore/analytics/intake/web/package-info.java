/// What was set aside, for operators to see and to replay.
@NullMarked
package polystore.analytics.intake.web;

import org.jspecify.annotations.NullMarked;
