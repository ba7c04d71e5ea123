/// The protocol against a model of snapshots, in memory, so that hundreds of interleavings take a second.
@NullMarked
package polystore.transformers.simulation;

import org.jspecify.annotations.NullMarked;
