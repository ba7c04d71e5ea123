/// Benchmarks of the running local stack, measured alternately with a baseline on the same machine.
@NullMarked
package polystore.command.bench;

import org.jspecify.annotations.NullMarked;
