/// A real browser for tests.
@NullMarked
package polystore.command.browser;

import org.jspecify.annotations.NullMarked;
