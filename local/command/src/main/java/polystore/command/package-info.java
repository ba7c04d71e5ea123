/// The command line of Polystore: one class per subcommand, which parses its options and calls a feature package.
@NullMarked
package polystore.command;

import org.jspecify.annotations.NullMarked;
