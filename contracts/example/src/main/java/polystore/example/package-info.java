/// An example for teams that read our topics.
@NullMarked
package polystore.example;

import org.jspecify.annotations.NullMarked;
