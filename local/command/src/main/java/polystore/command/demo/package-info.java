/// Fills a running Polystore through its gateway, as any client would, and checks what analytics makes of it.
@NullMarked
package polystore.command.demo;

import org.jspecify.annotations.NullMarked;
