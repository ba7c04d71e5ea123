/// The migrate step on real servers, and as a process that is killed.
@NullMarked
package polystore.platform.persistence.migration;

import org.jspecify.annotations.NullMarked;
