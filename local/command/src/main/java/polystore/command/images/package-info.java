/// Builds the images of the services: a Java runtime, the program, and the JVM's AOT cache of a training run.
@NullMarked
package polystore.command.images;

import org.jspecify.annotations.NullMarked;
