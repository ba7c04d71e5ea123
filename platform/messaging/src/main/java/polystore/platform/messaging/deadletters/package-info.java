/// The records that consumers could not process: listed, replayed and discarded by operators, the same for every
/// consumer of every service.
@NullMarked
package polystore.platform.messaging.deadletters;

import org.jspecify.annotations.NullMarked;
