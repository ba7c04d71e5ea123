/// Makes the images of the services: a Java runtime, the program, and a cache of what the JVM learned while it ran.
@NullMarked
package polystore.command.images;

import org.jspecify.annotations.NullMarked;
