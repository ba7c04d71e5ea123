/// Tests of polystore.command.home, and the checkout that they run in.
@NullMarked
package polystore.command.home;

import org.jspecify.annotations.NullMarked;
