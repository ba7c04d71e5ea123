/// Request parsing and responses for the REST resources of every service: strict JSON bodies, exceptions as problems,
/// entity tags, pages with cursors, and their description in the OpenAPI document.
@NullMarked
package polystore.platform.rest;

import org.jspecify.annotations.NullMarked;
