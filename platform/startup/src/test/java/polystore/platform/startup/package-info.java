@NullMarked
package polystore.platform.startup;

import org.jspecify.annotations.NullMarked;
