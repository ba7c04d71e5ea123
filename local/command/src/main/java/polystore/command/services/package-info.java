/// The four services as processes: their commands, environments, class archives and migrations.
@NullMarked
package polystore.command.services;

import org.jspecify.annotations.NullMarked;
