/// Fills a running Polystore through its gateway, as any client would, and compares the figures of analytics with
/// the orders placed.
@NullMarked
package polystore.command.demo;

import org.jspecify.annotations.NullMarked;
