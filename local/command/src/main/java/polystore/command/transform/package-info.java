/// `transform`: mappings at the command line; what they do is in the module transformers.
@NullMarked
package polystore.command.transform;

import org.jspecify.annotations.NullMarked;
