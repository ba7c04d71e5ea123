/// Which MongoDB the stack uses: one given by address, one found here, one downloaded, or the stand-in; the only place
/// that knows.
@NullMarked
package polystore.command.mongo;

import org.jspecify.annotations.NullMarked;
