/// Tests of polystore.command.mongo.
@NullMarked
package polystore.command.mongo;

import org.jspecify.annotations.NullMarked;
