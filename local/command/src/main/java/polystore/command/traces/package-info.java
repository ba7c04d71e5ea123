/// Receives traces over OTLP and keeps the last ones in memory, for a stack without a collector.
@NullMarked
package polystore.command.traces;

import org.jspecify.annotations.NullMarked;
