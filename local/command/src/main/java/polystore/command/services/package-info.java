/// The four services of Polystore as processes: how each is started, with what environment, and how its databases are
/// migrated before.
@NullMarked
package polystore.command.services;

import org.jspecify.annotations.NullMarked;
