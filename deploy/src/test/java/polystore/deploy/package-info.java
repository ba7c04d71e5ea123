/// Compares the manifests and images of `deploy/` with the code that they deploy.
@NullMarked
package polystore.deploy;

import org.jspecify.annotations.NullMarked;
