/// Tests of polystore.command.mongodb.
@NullMarked
package polystore.command.mongodb;

import org.jspecify.annotations.NullMarked;
