/// What the gateway and every service agree on over HTTP: problems (RFC 9457), roles, subjects, and the verification of
/// tokens. It knows Vert.x and JAX-RS neither; `platform/rest` has what REST resources need besides.
@NullMarked
package polystore.platform.http;

import org.jspecify.annotations.NullMarked;
