/// How every service answers over HTTP: problems, entity tags, pages and strict bodies, so that four copies do not
/// drift.
@NullMarked
package polystore.platform.http;

import org.jspecify.annotations.NullMarked;
