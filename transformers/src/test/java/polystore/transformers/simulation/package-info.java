/// The real turnstile and the real writer against simulated stores, so that hundreds of interleavings take a second.
@NullMarked
package polystore.transformers.simulation;

import org.jspecify.annotations.NullMarked;
