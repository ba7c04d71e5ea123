/// Tests of the whole service over HTTP, and the stores and clients that they use.
@NullMarked
package polystore.orders;

import org.jspecify.annotations.NullMarked;
