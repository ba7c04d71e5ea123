/// Answers composed of what several services know.
@NullMarked
package polystore.gateway.views;

import org.jspecify.annotations.NullMarked;
