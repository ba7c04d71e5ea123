/// The identity provider of the local stack: one signing key and tokens made from it.
@NullMarked
package polystore.command.identity;

import org.jspecify.annotations.NullMarked;
