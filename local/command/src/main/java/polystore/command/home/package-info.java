/// Where the local stack keeps its data, secrets and traces, and which ports it uses.
@NullMarked
package polystore.command.home;

import org.jspecify.annotations.NullMarked;
