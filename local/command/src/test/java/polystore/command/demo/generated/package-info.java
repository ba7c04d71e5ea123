/// Tests of the demo with generated data.
@NullMarked
package polystore.command.demo.generated;

import org.jspecify.annotations.NullMarked;
