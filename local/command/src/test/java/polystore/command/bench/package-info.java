/// What benchmarks do to the machine they measure on.
@NullMarked
package polystore.command.bench;

import org.jspecify.annotations.NullMarked;
