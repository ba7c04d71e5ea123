/// Tests of polystore.command.identity.
@NullMarked
package polystore.command.identity;

import org.jspecify.annotations.NullMarked;
