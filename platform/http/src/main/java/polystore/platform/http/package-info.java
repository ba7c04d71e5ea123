/// The HTTP conventions of the gateway and of every service: problems (RFC 9457), roles, subjects, and the
/// verification of tokens. The package depends on neither Vert.x nor JAX-RS; `platform/rest` adds the parts for REST
/// resources.
@NullMarked
package polystore.platform.http;

import org.jspecify.annotations.NullMarked;
