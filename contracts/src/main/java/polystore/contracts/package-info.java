/// The contracts between services: published records, their topics and their envelope.
@NullMarked
package polystore.contracts;

import org.jspecify.annotations.NullMarked;
