/// How a REST resource of any service reads requests and answers them: strict JSON bodies, exceptions as problems,
/// entity tags, pages with cursors, and what of it the OpenAPI document says.
@NullMarked
package polystore.platform.rest;

import org.jspecify.annotations.NullMarked;
