/// How every service uses its databases: transactions, faults, replicas, migrations, start-up checks; nothing of the
/// business.
@NullMarked
package polystore.platform.persistence;

import org.jspecify.annotations.NullMarked;
