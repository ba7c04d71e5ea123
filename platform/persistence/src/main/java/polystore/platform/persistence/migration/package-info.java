/// The migrate step of every service, and the check that the schemas of a running service are complete.
@NullMarked
package polystore.platform.persistence.migration;

import org.jspecify.annotations.NullMarked;
