/// Benchmarks of the running local stack: ours beside a yardstick, taking turns on the same machine.
@NullMarked
package polystore.command.bench;

import org.jspecify.annotations.NullMarked;
