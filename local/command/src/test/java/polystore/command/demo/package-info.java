/// Tests of the classes that both demos use.
@NullMarked
package polystore.command.demo;

import org.jspecify.annotations.NullMarked;
