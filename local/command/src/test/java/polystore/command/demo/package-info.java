/// Tests of what the demo's runs share.
@NullMarked
package polystore.command.demo;

import org.jspecify.annotations.NullMarked;
