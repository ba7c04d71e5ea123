/// Tests of the made-up shop.
@NullMarked
package polystore.command.demo.generated;

import org.jspecify.annotations.NullMarked;
