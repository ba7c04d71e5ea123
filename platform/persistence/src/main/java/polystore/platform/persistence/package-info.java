/// Database access for every service: transactions, faults, replicas, migrations.
@NullMarked
package polystore.platform.persistence;

import org.jspecify.annotations.NullMarked;
