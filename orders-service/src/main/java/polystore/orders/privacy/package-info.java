/// What names a person: sealed under a key of that person's, and erased by deleting the key.
@NullMarked
package polystore.orders.privacy;

import org.jspecify.annotations.NullMarked;
