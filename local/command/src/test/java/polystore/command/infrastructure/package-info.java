/// Tests of polystore.command.infrastructure.
@NullMarked
package polystore.command.infrastructure;

import org.jspecify.annotations.NullMarked;
