/// Holds the manifests and images of `deploy/` against the code that they deploy.
@NullMarked
package polystore.deploy;

import org.jspecify.annotations.NullMarked;
