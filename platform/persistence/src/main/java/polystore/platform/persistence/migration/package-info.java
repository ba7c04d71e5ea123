/// The migrate step of every service, and the check of a running service that its schemas are there.
@NullMarked
package polystore.platform.persistence.migration;

import org.jspecify.annotations.NullMarked;
