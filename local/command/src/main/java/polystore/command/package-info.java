/// The command line of Polystore: one class per subcommand, each says what it does and leaves the doing to a feature
/// package.
@NullMarked
package polystore.command;

import org.jspecify.annotations.NullMarked;
