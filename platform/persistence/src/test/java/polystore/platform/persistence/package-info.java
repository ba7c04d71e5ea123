/// Database access, tested on real servers.
@NullMarked
package polystore.platform.persistence;

import org.jspecify.annotations.NullMarked;
