@NullMarked
package polystore.command.images;

import org.jspecify.annotations.NullMarked;
