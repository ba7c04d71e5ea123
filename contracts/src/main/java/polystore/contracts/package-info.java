/// What services tell each other: published shapes, the topics that carry them, and the envelope around them.
@NullMarked
package polystore.contracts;

import org.jspecify.annotations.NullMarked;
