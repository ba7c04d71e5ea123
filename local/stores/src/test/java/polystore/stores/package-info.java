@NullMarked
package polystore.stores;

import org.jspecify.annotations.NullMarked;
