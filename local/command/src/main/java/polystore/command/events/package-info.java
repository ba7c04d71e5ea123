/// `events`: what the topics of the running stack hold, for people who build consumers.
@NullMarked
package polystore.command.events;

import org.jspecify.annotations.NullMarked;
